package main

import (
	"bufio"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"recount/analysis/statistic"
	"recount/datasets"
	"recount/figures"
)

func newDataDiffCmd(g *globals) *cobra.Command {
	var filled []string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "compare two versions of a study: rows, statistics, figures",
		Long: `diff prints the rows that were added, removed and revised between two versions of a
study, the latter with both dates; the statistics that moved; and the drawings that must
be made again. OLD and NEW are folders or names of shipped studies. --filled FILE, which
may be given several times, is a draft or a document that quotes the study: its numbers
that the old version bore out and the new one does not are listed.

--format is text, json or csv (rows only).

Exit codes: 0 no statistic moved, no figure and no document is stale · 1 some are · 2 could
not run.`,
		Example: "  recount data diff xinjiang xinjiang",
		Args:    wants("OLD", "NEW"),
		RunE:    func(_ *cobra.Command, args []string) error { return g.dataDiff(args[0], args[1], filled) },
	}
	cmd.Flags().StringArrayVar(&filled, "filled", nil, "`FILE` that quotes the study: a draft or a document")
	return cmd
}

// A loaded study is one version with what is computed and drawn from it.
type loaded struct {
	study *datasets.Study
	stats *statistic.Set
	figs  *figures.Set
}

func loadStudy(name string) (loaded, error) {
	study, err := datasets.Open(name)
	if err != nil {
		return loaded{}, err
	}
	set, err := statistic.Load(study)
	if err != nil {
		return loaded{}, err
	}
	figs, err := figures.Load(set)
	return loaded{study, set, figs}, err
}

func (g *globals) dataDiff(oldName, newName string, filled []string) error {
	format, err := g.wantFormat("text", "json", "csv")
	if err != nil {
		return err
	}
	before, err := loadStudy(oldName)
	if err != nil {
		return err
	}
	after, err := loadStudy(newName)
	if err != nil {
		return err
	}
	c := compareStudies(before, after)
	if c.documents, err = g.staleDocuments(before, after, filled); err != nil {
		return err
	}
	switch format {
	case "json":
		err = writeJSON(g.stdout, c.json(oldName, newName))
	case "csv":
		err = g.diffCSV(c)
	default:
		w := bufio.NewWriter(g.stdout)
		c.write(w)
		err = w.Flush()
	}
	if err == nil && len(c.moved)+len(c.stale)+len(c.documents) > 0 {
		return errFinding
	}
	return err
}

// A comparison is what changed from one version to the next.
type comparison struct {
	rows  *datasets.Difference
	moved []movedJSON
	stale []staleJSON

	documents []staleDocumentJSON
}

type movedJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Old   string `json:"old,omitempty"` // empty: the statistic is new
	New   string `json:"new,omitempty"` // empty: it is gone
}

type staleJSON struct {
	ID   string   `json:"id"`
	Rows []string `json:"rows"` // ids of the rows that changed
}

func compareStudies(before, after loaded) comparison {
	c := comparison{rows: datasets.Diff(before.study, after.study)}
	for _, now := range after.stats.All() {
		m := movedJSON{ID: now.ID, Title: now.Title, New: now.Display()}
		if old := before.stats.Get(now.ID); old != nil {
			m.Old = old.Display()
			if m.Old == m.New && old.Value != nil && now.Value != nil && old.Value.Cmp(now.Value) == 0 {
				continue
			}
			if m.Old == m.New && (old.Value == nil) == (now.Value == nil) && now.Value == nil {
				continue
			}
		}
		c.moved = append(c.moved, m)
	}
	for _, old := range before.stats.All() {
		if after.stats.Get(old.ID) == nil {
			c.moved = append(c.moved, movedJSON{ID: old.ID, Title: old.Title, Old: old.Display()})
		}
	}
	c.stale = staleFigures(before, after, c.rows)
	return c
}

// staleFigures lists the figures that draw, in either version, a row that changed.
func staleFigures(before, after loaded, d *datasets.Difference) []staleJSON {
	rows := map[string][]string{}
	note := func(set *figures.Set, o datasets.Observation) {
		for _, f := range set.Using(o.Index) {
			if !slices.Contains(rows[f.ID], o.ID) {
				rows[f.ID] = append(rows[f.ID], o.ID)
			}
		}
	}
	for _, o := range d.Removed {
		note(before.figs, o)
	}
	for _, r := range slices.Concat(d.Revised, d.Edited) {
		note(before.figs, r.Old)
		note(after.figs, r.New)
	}
	for _, o := range d.Added {
		note(after.figs, o)
	}
	var list []staleJSON
	for _, f := range after.figs.All() {
		if ids := rows[f.ID]; len(ids) > 0 {
			list = append(list, staleJSON{f.ID, ids})
		}
	}
	return list
}

type revisionJSON struct {
	Old        observationJSON `json:"old"`
	New        observationJSON `json:"new"`
	OldDate    string          `json:"old_date,omitempty"`
	NewDate    string          `json:"new_date,omitempty"`
	Supersedes bool            `json:"supersedes,omitempty"` // another row, which supersedes the old one
	Columns    []columnJSON    `json:"columns"`
}

type columnJSON struct {
	Column string `json:"column"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

type diffJSON struct {
	Version    int                 `json:"version"`
	Old        string              `json:"old"`
	New        string              `json:"new"`
	Added      []observationJSON   `json:"added"`
	Removed    []observationJSON   `json:"removed"`
	Revised    []revisionJSON      `json:"revised"`
	Edited     []revisionJSON      `json:"edited"`
	Statistics []movedJSON         `json:"statistics"`
	Figures    []staleJSON         `json:"figures"`
	Documents  []staleDocumentJSON `json:"documents"`
}

func (c comparison) json(oldName, newName string) diffJSON {
	observations := func(list []datasets.Observation) []observationJSON {
		out := []observationJSON{}
		for _, o := range list {
			out = append(out, toObservationJSON(o))
		}
		return out
	}
	revisions := func(list []datasets.Revision) []revisionJSON {
		out := []revisionJSON{}
		for _, r := range list {
			j := revisionJSON{toObservationJSON(r.Old), toObservationJSON(r.New), r.OldDate, r.NewDate, r.Superseding, nil}
			for _, col := range r.Columns {
				j.Columns = append(j.Columns, columnJSON(col))
			}
			out = append(out, j)
		}
		return out
	}
	return diffJSON{
		dataVersion, oldName, newName, observations(c.rows.Added), observations(c.rows.Removed), revisions(c.rows.Revised), revisions(c.rows.Edited),
		append([]movedJSON{}, c.moved...), append([]staleJSON{}, c.stale...),
		append([]staleDocumentJSON{}, c.documents...),
	}
}

func (c comparison) write(w *bufio.Writer) {
	if c.rows.Empty() && len(c.moved)+len(c.stale)+len(c.documents) == 0 {
		w.WriteString("Nothing changed.\n")
		return
	}
	section := func(title string, n int, print func(t *grid)) {
		if n == 0 {
			return
		}
		fmt.Fprintf(w, "%s (%d)\n", title, n)
		var t grid
		print(&t)
		t.write(w, "  ", 60)
	}
	rows := func(list []datasets.Observation) func(t *grid) {
		return func(t *grid) {
			for _, o := range list {
				t.add(o.ID, joined(", ", o.Measure.Title, dimsText(o), o.Period.String()), figureText(o), sourceText(o))
			}
		}
	}
	revised := func(list []datasets.Revision) func(t *grid) {
		return func(t *grid) {
			for _, r := range list {
				id := r.Old.ID
				if r.Superseding {
					id += " by " + r.New.ID
				}
				t.add(id, dates(r), r.String())
			}
		}
	}
	section("Rows added", len(c.rows.Added), rows(c.rows.Added))
	section("Rows removed", len(c.rows.Removed), rows(c.rows.Removed))
	section("Numbers revised", len(c.rows.Revised), revised(c.rows.Revised))
	section("Rows edited around their figure", len(c.rows.Edited), revised(c.rows.Edited))
	section("Statistics moved", len(c.moved), func(t *grid) {
		for _, m := range c.moved {
			t.add(m.ID, orWord(m.Old, "new")+" → "+orWord(m.New, "gone"))
		}
	})
	section("Drawings to make again", len(c.stale), func(t *grid) {
		for _, f := range c.stale {
			t.add(f.ID, "draws "+joined(", ", f.Rows...))
		}
	})
	section("Numbers of documents to write again", len(c.documents), func(t *grid) {
		for _, d := range c.documents {
			t.add(d.where(), d.moved())
		}
	})
}

// dates says when a figure was published before and after.
func dates(r datasets.Revision) string {
	if r.OldDate == r.NewDate {
		return r.OldDate
	}
	return orWord(r.OldDate, "no date") + " → " + orWord(r.NewDate, "no date")
}

func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}

// diffCSV writes one line a changed row.
func (g *globals) diffCSV(c comparison) error {
	return writeCSV(g.stdout, []string{"change", "id", "new_id", "old_date", "new_date", "old", "new", "columns"}, func(yield func([]string) bool) {
		for _, o := range c.rows.Added {
			if !yield([]string{"added", "", o.ID, "", o.Date(), "", figureText(o), ""}) {
				return
			}
		}
		for _, o := range c.rows.Removed {
			if !yield([]string{"removed", o.ID, "", o.Date(), "", figureText(o), "", ""}) {
				return
			}
		}
		for i, r := range slices.Concat(c.rows.Revised, c.rows.Edited) {
			change := "revised"
			if i >= len(c.rows.Revised) {
				change = "edited"
			}
			if !yield([]string{change, r.Old.ID, r.New.ID, r.OldDate, r.NewDate, figureText(r.Old), figureText(r.New), r.String()}) {
				return
			}
		}
	})
}
