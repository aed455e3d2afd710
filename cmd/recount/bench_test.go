package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recount/analysis/statistic"
	"recount/datasets"
)

// benchmarkRun measures a whole command line, its study loaded anew each time.
func benchmarkRun(b *testing.B, args ...string) {
	b.ReportAllocs()
	for b.Loop() {
		g := &globals{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, getenv: os.Getenv}
		if code := run(g, args); code == exitFailed {
			b.Fatalf("recount %s: exit code %d", strings.Join(args, " "), code)
		}
	}
}

// benchmarkSentences are n sentences on the rows and statistics of the shipped study: right
// ones, and others whose last digit is another.
func benchmarkSentences(b *testing.B, n int) []string {
	study, err := datasets.Open(shipped)
	if err != nil {
		b.Fatal(err)
	}
	set, err := statistic.Load(study)
	if err != nil {
		b.Fatal(err)
	}
	forms := []string{
		"In %[2]s the %[1]s of %[3]s was %[4]s.",
		"%[3]s had a %[1]s of %[4]s in %[2]s, the report said.",
		"According to the tables, the %[1]s came to %[4]s in %[3]s (%[2]s).",
		"By %[2]s the figure for %[3]s had reached %[4]s; that is the %[1]s as printed.",
	}
	var out []string
	for i := 0; len(out) < n; i++ {
		if i%3 == 2 {
			r := set.All()[i*7%len(set.All())]
			out = append(out, fmt.Sprintf("%s: %s, according to note %d.", r.Title, r.Display(), i))
			continue
		}
		o := study.Observation(i * 5 % study.Len())
		place := "the region"
		if p := o.Dim("place"); p != nil {
			place = p.Name
		}
		value := statistic.Written(&o)
		if k := strings.LastIndexAny(value, "0123456789"); k >= 0 && i%2 == 0 {
			value = value[:k] + fmt.Sprint((int(value[k]-'0')+1+i/study.Len())%10) + value[k+1:]
		}
		out = append(out, fmt.Sprintf(forms[i/study.Len()%len(forms)], strings.ToLower(o.Measure.Title), statistic.DateText(o.Period), place, value))
	}
	return out
}

// BenchmarkCheckLines checks 10,000 sentences as JSON lines.
func BenchmarkCheckLines(b *testing.B) {
	const n = 10_000
	name := filepath.Join(b.TempDir(), "sentences.jsonl")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	for i, s := range benchmarkSentences(b, n) {
		line, err := json.Marshal(map[string]any{"id": i, "text": s})
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(f, "%s\n", line)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	benchmarkRun(b, "check", "--input", "jsonl", name)
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "sentences/s")
}

// BenchmarkCheckArticle checks 10 kB of prose, each time from nothing.
func BenchmarkCheckArticle(b *testing.B) {
	var text strings.Builder
	for i, s := range benchmarkSentences(b, 400) {
		if text.Len() > 10_000 {
			break
		}
		text.WriteString(s)
		text.WriteString(map[bool]string{true: "\n\n", false: " "}[i%4 == 3])
	}
	name := filepath.Join(b.TempDir(), "article.txt")
	if err := os.WriteFile(name, []byte(text.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	benchmarkRun(b, "check", name)
}

// BenchmarkVersion is what the command line itself costs.
func BenchmarkVersion(b *testing.B) { benchmarkRun(b, "version") }
