package report

import (
	"encoding/json"
	"io"

	"recount/analysis/finding"
)

// JSON writes the whole report as one object (DESIGN, "Command line").
func JSON(w io.Writer, r Report) error { return streamed(NewJSONStream(w), &r) }

// A Line is one line of jsonl output.
type Line struct {
	ID       string            `json:"id"`
	Findings []finding.Finding `json:"findings"`
	Error    string            `json:"error,omitempty"`
}

// AppendLine writes one line of jsonl to dst.
func AppendLine(dst []byte, l Line) ([]byte, error) {
	if l.Findings == nil {
		l.Findings = []finding.Finding{}
	}
	var buf = lineBuffer{b: dst}
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	err := enc.Encode(l)
	return buf.b, err
}

type lineBuffer struct{ b []byte }

func (l *lineBuffer) Write(p []byte) (int, error) {
	l.b = append(l.b, p...)
	return len(p), nil
}
