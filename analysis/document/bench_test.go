package document

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// prose is about a megabyte of news, a paragraph a line.
var prose = strings.Repeat("The office counted 4,112 births in the district in 2017, and 3,950 in the year after, a fall of 3.9 per cent. "+
	"“It fell,” said Dr. A. Reporter of the U.N. office on Sept. 4. Some approx. 1.2 million people live there.\n\n", 4500)

func BenchmarkYardstick(b *testing.B) {
	b.SetBytes(int64(len(prose)))
	for b.Loop() {
		utf8.ValidString(prose)
	}
}

func BenchmarkPlain(b *testing.B) {
	b.SetBytes(int64(len(prose)))
	for b.Loop() {
		Plain("a", prose)
	}
}

func BenchmarkPlainLine(b *testing.B) {
	line := prose[:200]
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		Plain("a", line)
	}
}

func BenchmarkSentences(b *testing.B) {
	var spans []Span
	b.SetBytes(int64(len(prose)))
	for b.Loop() {
		spans = SentencesIn(prose, 0, spans[:0])
	}
}

func benchmarkRead(b *testing.B, name string, data []byte) {
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(name, data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkText(b *testing.B)     { benchmarkRead(b, "a.txt", []byte(prose)) }
func BenchmarkMarkdown(b *testing.B) { benchmarkRead(b, "a.md", []byte(prose)) }
func BenchmarkLaTeX(b *testing.B)    { benchmarkRead(b, "a.tex", []byte(prose)) }

func BenchmarkHTML(b *testing.B) {
	benchmarkRead(b, "a.html", []byte("<body><p>"+strings.ReplaceAll(prose, "\n\n", "</p>\n<p>")))
}

func BenchmarkDOCX(b *testing.B) {
	var body strings.Builder
	for _, s := range strings.Split(prose, "\n\n") {
		body.WriteString(para(run(s[:len(s)/2]) + run(s[len(s)/2:])))
	}
	data := docxFile(body.String(), "")
	b.SetBytes(int64(body.Len()))
	for b.Loop() {
		if _, err := Read("a.docx", data, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
