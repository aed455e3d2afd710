package main

import (
	"errors"
	"fmt"
	"io/fs"

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
		var kept []finding.Finding
		for _, x := range rep.Files[i].Findings {
			old := report.Accepted(x)
			refuted = refuted || x.Verdict == finding.Refuted && !old
			if f.since == "" || !old {
				kept = append(kept, x)
			}
		}
		rep.Files[i].Findings = kept
	}
	return refuted
}

// writeBaseline accepts every disagreement of the report. A baseline that is there keeps its salt, so that
// what is new shows in its difference.
func (g *globals) writeBaseline(name string, rep report.Report) error {
	b, err := readBaseline(name)
	if errors.Is(err, fs.ErrNotExist) {
		b, err = report.NewBaseline()
	}
	if err != nil {
		return err
	}
	b.Take(rep)
	if err := writeWhole(name, b.Write); err != nil {
		return err
	}
	fmt.Fprintf(g.stderr, "recount check: %s accepts %s\n", name, counted(b.Len(), "disagreement"))
	return nil
}
