package report

import (
	"encoding/json"
	"io"

	"recount/analysis/finding"
)

// JSON writes the whole report as one object (DESIGN, "Command line").
func JSON(w io.Writer, r Report) error {
	type file struct {
		File     string            `json:"file"`
		Note     string            `json:"note,omitempty"`
		Findings []finding.Finding `json:"findings"`
		Summary  Summary           `json:"summary"`
	}
	out := struct {
		Version int    `json:"version"`
		Study   string `json:"study"`
		Why     string `json:"why"`
		Files   []file `json:"files"`
	}{Version: Version, Study: r.Study, Why: r.Why, Files: []file{}}
	for _, f := range r.Files {
		fs := f.Findings
		if fs == nil {
			fs = []finding.Finding{}
		}
		out.Files = append(out.Files, file{File: f.Name, Note: f.Note, Findings: fs, Summary: Summarise(fs)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

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
