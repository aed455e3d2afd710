package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"recount/analysis/quantity"
)

// A long plain text is read in pieces; what is listed is what one look at the whole finds, at the same
// places, with any number of jobs, also when it has no line break at all.
func TestExtractStream(t *testing.T) {
	filler := strings.Repeat("The ministry did not say how, and officials who were asked declined to answer. ", 20)
	var lines strings.Builder
	for n := 0; lines.Len() < wholeText+3*pieceSize; n++ {
		fmt.Fprintf(&lines, "In %d the ministry counted %d cases, up %d.%d per cent. %s\n", 1950+n%70, 100+n, n%50, n%10, filler)
		if n%5 == 0 {
			lines.WriteByte('\n')
		}
	}
	for _, tt := range []struct{ name, text string }{
		{"lines", lines.String()},
		{"one line", strings.ReplaceAll(lines.String(), "\n", " ")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "long.txt")
			if err := os.WriteFile(name, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			code, one, stderr := outcomeOf(t, "", "extract", "--format", "jsonl", "--jobs", "1", name)
			if code != exitOK || stderr != "" {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			if _, four, _ := outcomeOf(t, "", "extract", "--format", "jsonl", "--jobs", "4", name); four != one {
				t.Error("four jobs list something else than one")
			}
			if _, piped, _ := outcomeOf(t, tt.text, "extract", "--format", "jsonl", "-"); piped[strings.IndexByte(piped, ','):] != one[strings.IndexByte(one, ','):] {
				t.Error("standard input lists something else than the file")
			}
			compareWhole(t, tt.text, one)
		})
	}
}

func compareWhole(t *testing.T, text, out string) {
	t.Helper()
	var got struct {
		Quantities []struct {
			Start, End, Line, Column int
			Text                     string
		}
	}
	if err := json.NewDecoder(strings.NewReader(out)).Decode(&got); err != nil {
		t.Fatal(err)
	}
	want := quantity.Scan(nil, text)
	if len(got.Quantities) != len(want) {
		t.Fatalf("%d quantities, want %d", len(got.Quantities), len(want))
	}
	line, start, at := 1, 0, 0
	for i, q := range got.Quantities {
		w := want[i]
		for ; at < w.Start; at++ {
			if text[at] == '\n' {
				line, start = line+1, at+1
			}
		}
		if q.Start != w.Start || q.End != w.End || q.Text != text[w.Start:w.End] || q.Line != line || q.Column != at-start+1 {
			t.Fatalf("quantity %d is %+v, want [%d, %d) %q at %d:%d", i, q, w.Start, w.End, text[w.Start:w.End], line, at-start+1)
		}
	}
}

// A line of JSON may be longer than any buffer.
func TestExtractLongLine(t *testing.T) {
	text := strings.Repeat("They counted 12 cows. ", 50_000)
	in, err := json.Marshal(map[string]string{"id": "x", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	code, out, stderr := outcomeOf(t, string(in), "extract", "--input", "jsonl", "-")
	if n := strings.Count(out, `"counted":"cow"`); code != exitOK || n != 50_000 {
		t.Errorf("exit code %d, %d quantities, want 50000: %s", code, n, stderr)
	}
}

// BenchmarkExtract is the verb whole, in this process: JSON lines in, JSON lines out.
func BenchmarkExtract(b *testing.B) {
	par := "In 2018 the ministry of health said that 316 of 1,000 people had been seen by a doctor in the past six years, up 7 per cent. " +
		strings.Repeat("Officials in the region did not answer questions about the programme and its costs. ", 8)
	var in bytes.Buffer
	for n := range 2000 {
		line, err := json.Marshal(map[string]any{"id": n, "text": par})
		if err != nil {
			b.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	b.SetBytes(int64(in.Len()))
	for b.Loop() {
		var out, messages bytes.Buffer
		g := &globals{stdin: bytes.NewReader(in.Bytes()), stdout: &out, stderr: &messages, getenv: func(string) string { return "" }}
		if code := run(g, []string{"extract", "--input", "jsonl", "--jobs", "1", "-"}); code != exitOK {
			b.Fatal(messages.String())
		}
	}
}

// BenchmarkExtractFile is the verb whole over a plain text, as a ratio to utf8.Valid on the same bytes.
func BenchmarkExtractFile(b *testing.B) {
	par := "In 2018 the ministry of health said that 316 of 1,000 people had been “seen by a doctor” in the past six years, up 7 per cent. " +
		strings.Repeat("Officials in the region did not answer questions about the programme and its costs. ", 8) + "\n\n"
	text := strings.Repeat(par, 16<<20/len(par))
	file := filepath.Join(b.TempDir(), "long.txt")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
	yardstick := time.Hour
	for range 9 {
		t := time.Now()
		if !utf8.ValidString(text) {
			b.Fatal("not UTF-8")
		}
		yardstick = min(yardstick, time.Since(t))
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		var messages bytes.Buffer
		g := &globals{stdin: strings.NewReader(""), stdout: io.Discard, stderr: &messages, getenv: func(string) string { return "" }}
		if code := run(g, []string{"extract", "--format", "jsonl", "--jobs", "1", file}); code != exitOK {
			b.Fatal(messages.String())
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/yardstick.Seconds(), "x-utf8.Valid")
}
