package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"recount/analysis/finding"
	"recount/analysis/report"
)

// maxBaseline bounds the file of a baseline.
const maxBaseline = 256 << 20

func readBaseline(name string) (*report.Baseline, error) {
	data, err := readSmall(name, maxBaseline)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
	}
	b, err := report.ReadBaseline(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

// baselines reads the baselines asked for before anything is checked.
func (f *checkFlags) baselines() (err error) {
	if f.baseline != "" && f.since != "" {
		return errors.New("--baseline and --since: want one of them: the first lists what was accepted with --all, the second leaves it out")
	}
	if name := f.baseline + f.since; name != "" {
		f.known, err = readBaseline(name)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w; write one with --write-baseline", err)
		}
	}
	return err
}

// hold marks what was accepted and, with --since, leaves it out. It says whether anything new disagrees.
func (f *checkFlags) hold(rep *report.Report) (refuted bool) {
	if f.known != nil {
		f.known.Apply(rep)
	}
	for i := range rep.Files {
		refuted = f.leaveOut(&rep.Files[i]) || refuted
	}
	return refuted
}

// leaveOut leaves out, with --since, what was accepted of a file. It says whether anything new disagrees.
func (f *checkFlags) leaveOut(file *report.File) (refuted bool) {
	var kept []finding.Finding
	for _, x := range file.Findings {
		old := report.Accepted(x)
		refuted = refuted || x.Verdict == finding.Refuted && !old
		if f.since == "" || !old {
			kept = append(kept, x)
		}
	}
	file.Findings = kept
	return refuted
}

// A renewal is a baseline that is written again. One that is there keeps its salt, so that what is new shows
// in its difference, and what it accepts of files that cannot be read this time.
type renewal struct {
	name string
	b    *report.Baseline
	*report.Renewal
}

func renewBaseline(name string) (*renewal, error) {
	b, err := readBaseline(name)
	if errors.Is(err, fs.ErrNotExist) {
		b, err = report.NewBaseline()
	}
	if err != nil {
		return nil, err
	}
	return &renewal{name, b, b.Renew()}, nil
}

// place is where a file stands, seen from the baseline: by that it is known again, whatever folder recount is
// started in.
func (r *renewal) place(file string) string {
	from, err1 := filepath.Abs(filepath.Dir(r.name))
	to, err2 := filepath.Abs(file)
	rel, err3 := filepath.Rel(from, to)
	if file == "-" || errors.Join(err1, err2, err3) != nil {
		return file
	}
	return filepath.ToSlash(rel)
}

// write ends the renewal and says what the baseline accepts.
func (r *renewal) write(g *globals) error {
	r.Done()
	if err := writeWhole(r.name, r.b.Write); err != nil {
		return err
	}
	fmt.Fprintf(g.stderr, "recount check: %s accepts %s\n", r.name, counted(r.b.Len(), "disagreement"))
	return nil
}

// writeBaseline accepts every disagreement of the report on the files named. Those that are not in it could
// not be read, or were not reached.
func (g *globals) writeBaseline(name string, rep report.Report, names []string) error {
	r, err := renewBaseline(name)
	if err != nil {
		return err
	}
	read := map[string]bool{}
	for i := range rep.Files {
		read[rep.Files[i].Name] = true
		r.Add(&rep.Files[i], r.place(rep.Files[i].Name))
	}
	for _, n := range names {
		if !read[n] {
			r.Unread(r.place(n))
		}
	}
	return r.write(g)
}
