package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"recount/analysis/finding"
)

// A Stream writes a report file by file, so that a run over very many files holds none of them.
//
// Begin comes first, with the study where that is known by then, else with nil; then each file; then End, with
// the study in any case.
type Stream interface {
	Begin(*Report) error
	File(*File) error
	End(*Report) error
}

// A textStream writes the report for people.
type textStream struct {
	printer
	out   *bufio.Writer
	open  bool // the study was not known at the beginning
	files int
	total Summary
}

// NewTextStream returns a stream of the report that Text writes.
func NewTextStream(w io.Writer, opt TextOptions) Stream {
	if opt.Width < 40 {
		opt.Width = 100
	}
	out := bufio.NewWriter(w)
	return &textStream{printer: printer{w: out, opt: opt}, out: out, total: Summarise(nil)}
}

func (s *textStream) Begin(r *Report) error {
	if s.open = r == nil; s.open {
		fmt.Fprint(s.out, "Checked against: each text itself, and the shipped study where a text names one of its places or sources\n\n")
	} else {
		s.head(*r)
	}
	return s.out.Flush()
}

func (s *textStream) File(f *File) error {
	s.file(f)
	s.files++
	s.total.add(f.Findings)
	return s.out.Flush()
}

func (s *textStream) End(r *Report) error {
	if s.open {
		s.head(*r)
	}
	s.summary(s.total, s.files)
	return s.out.Flush()
}

// A jsonStream writes the object that JSON writes, with study and why behind the files where they are
// known only then.
type jsonStream struct {
	out   *bufio.Writer
	open  bool
	files int
}

// NewJSONStream returns a stream of the report that JSON writes.
func NewJSONStream(w io.Writer) Stream { return &jsonStream{out: bufio.NewWriter(w)} }

// A jsonFile is one document as JSON has it.
type jsonFile struct {
	File     string            `json:"file"`
	Note     string            `json:"note,omitempty"`
	Findings []finding.Finding `json:"findings"`
	Summary  Summary           `json:"summary"`
}

func (s *jsonStream) Begin(r *Report) error {
	fmt.Fprintf(s.out, "{\n  \"version\": %d,\n", Version)
	if s.open = r == nil; !s.open {
		if err := s.study(r); err != nil {
			return err
		}
		s.out.WriteString(",\n")
	}
	s.out.WriteString(`  "files": [`)
	return s.out.Flush()
}

func (s *jsonStream) study(r *Report) error {
	study, err := encoded(r.Study, "")
	if err != nil {
		return err
	}
	why, err := encoded(r.Why, "")
	fmt.Fprintf(s.out, "  \"study\": %s,\n  \"why\": %s", study, why)
	return err
}

func (s *jsonStream) File(f *File) error {
	fs := f.Findings
	if fs == nil {
		fs = []finding.Finding{}
	}
	data, err := encoded(jsonFile{f.Name, f.Note, fs, Summarise(fs)}, "    ")
	if err != nil {
		return err
	}
	if s.files++; s.files > 1 {
		s.out.WriteByte(',')
	}
	s.out.WriteString("\n    ")
	s.out.Write(data)
	return s.out.Flush()
}

func (s *jsonStream) End(r *Report) error {
	if s.files > 0 {
		s.out.WriteString("\n  ")
	}
	s.out.WriteByte(']')
	if s.open {
		s.out.WriteString(",\n")
		if err := s.study(r); err != nil {
			return err
		}
	}
	s.out.WriteString("\n}\n")
	return s.out.Flush()
}

// encoded is a value as indented JSON whose lines but the first begin with the prefix.
func encoded(v any, prefix string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, "  ")
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// streamed writes a whole report by a stream.
func streamed(s Stream, r *Report) error {
	err := s.Begin(r)
	for i := range r.Files {
		if err == nil {
			err = s.File(&r.Files[i])
		}
	}
	if err == nil {
		err = s.End(r)
	}
	return err
}
