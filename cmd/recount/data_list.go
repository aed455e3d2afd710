package main

import (
	"bufio"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recount/datasets"
)

type tableJSON struct {
	Name         string `json:"name"`
	Title        string `json:"title,omitempty"`
	Kind         string `json:"kind"`
	File         string `json:"file"`
	Rows         int    `json:"rows"`
	Observations int    `json:"observations"`
}

type measureJSON struct {
	ID           string   `json:"id"`
	Title        string   `json:"title"`
	Unit         string   `json:"unit"`
	Kind         string   `json:"kind"`
	Design       string   `json:"design,omitempty"`
	Observations int      `json:"observations"`
	Terms        []string `json:"terms,omitempty"`
}

// dataList prints tables and measures.
func (g *globals) dataList(s *datasets.Study, _ []string, format string) error {
	tables, measures := tablesOf(s), measuresOf(s)
	switch format {
	case "json":
		return writeJSON(g.stdout, struct {
			Version   int           `json:"version"`
			Study     string        `json:"study"`
			Title     string        `json:"title,omitempty"`
			Release   string        `json:"study_version,omitempty"`
			Tables    []tableJSON   `json:"tables"`
			Measures  []measureJSON `json:"measures"`
			Dimension []string      `json:"dimensions"`
		}{dataVersion, s.Name, s.Title, s.Version, tables, measures, append([]string{}, dimensionNames(s)...)})
	case "csv":
		return writeCSV(g.stdout, []string{"table", "title", "kind", "file", "rows", "observations"}, func(yield func([]string) bool) {
			for _, t := range tables {
				if !yield([]string{t.Name, t.Title, t.Kind, t.File, strconv.Itoa(t.Rows), strconv.Itoa(t.Observations)}) {
					return
				}
			}
		})
	}
	w := bufio.NewWriter(g.stdout)
	fmt.Fprintf(w, "%s: %s\n", oneLine(s.Name), oneLine(s.Title))
	for _, l := range s.Licences {
		fmt.Fprintf(w, "licence: %s\n", oneLine(strings.TrimSpace(l.Name+" "+l.Path)))
	}
	w.WriteString("\nTables\n")
	t := grid{right: map[int]bool{3: true}}
	for _, table := range tables {
		t.add(table.Name, table.Title, table.Kind, counted(table.Rows, "row"))
	}
	t.write(w, "  ", 48)
	w.WriteString("\nMeasures\n")
	m := grid{right: map[int]bool{4: true}}
	for _, measure := range measures {
		m.add(measure.ID, measure.Title, measure.Unit, measure.Design, strconv.Itoa(measure.Observations))
	}
	m.write(w, "  ", 48)
	return w.Flush()
}

func tablesOf(s *datasets.Study) []tableJSON {
	count := map[string]int{}
	for i := range s.Len() {
		count[s.TableOf(i).Name]++
	}
	list := []tableJSON{}
	for _, t := range s.Tables {
		list = append(list, tableJSON{t.Name, t.Title, t.Kind, t.File, t.Rows, count[t.Name]})
	}
	return list
}

func measuresOf(s *datasets.Study) []measureJSON {
	count := make([]int, len(s.Measures))
	for i := range s.Len() {
		count[s.MeasureOf(i)]++
	}
	list := []measureJSON{}
	for i, m := range s.Measures {
		list = append(list, measureJSON{m.ID, m.Title, m.Unit.Name, m.Kind, m.Design, count[i], m.Terms})
	}
	return list
}

type citedSourceJSON struct {
	ID           string   `json:"id"`
	Kind         string   `json:"kind"`
	Name         string   `json:"name"`
	Title        string   `json:"title,omitempty"`
	Author       string   `json:"author,omitempty"`
	Publisher    string   `json:"publisher,omitempty"`
	Origin       string   `json:"origin,omitempty"`
	Date         string   `json:"date,omitempty"`
	URL          string   `json:"url,omitempty"`
	SHA256       []string `json:"sha256,omitempty"`
	Observations int      `json:"observations"`
	Note         string   `json:"note,omitempty"`
}

// dataSources prints the sources that ids name, or all.
func (g *globals) dataSources(s *datasets.Study, ids []string, format string) error {
	for _, id := range ids {
		if s.Source(id) == nil {
			return fmt.Errorf("there is no source %q%s", id, datasets.DidYouMean(id, columnValues(s, "source")))
		}
	}
	count := make([]int, len(s.Sources))
	for i := range s.Len() {
		if c := s.SourceOf(i); c >= 0 {
			count[c]++
		}
	}
	list := []citedSourceJSON{}
	for i, src := range s.Sources {
		if len(ids) == 0 || slices.Contains(ids, src.ID) {
			list = append(list, citedSourceJSON{src.ID, string(src.Kind), src.Label(), src.Title, src.Author, src.Publisher, src.Origin, src.Date, src.URL, src.SHA256, count[i], src.Note})
		}
	}
	switch format {
	case "json":
		return writeJSON(g.stdout, struct {
			Version int               `json:"version"`
			Study   string            `json:"study"`
			Sources []citedSourceJSON `json:"sources"`
		}{dataVersion, s.Name, list})
	case "csv":
		return writeCSV(g.stdout, []string{"id", "kind", "name", "title", "author", "publisher", "origin", "date", "url", "observations", "note"}, func(yield func([]string) bool) {
			for _, c := range list {
				if !yield([]string{c.ID, c.Kind, c.Name, c.Title, c.Author, c.Publisher, c.Origin, c.Date, c.URL, strconv.Itoa(c.Observations), c.Note}) {
					return
				}
			}
		})
	}
	w := bufio.NewWriter(g.stdout)
	for i, c := range list {
		if i > 0 {
			w.WriteByte('\n')
		}
		writeSource(w, c)
	}
	return w.Flush()
}

func writeSource(w *bufio.Writer, c citedSourceJSON) {
	fmt.Fprintf(w, "%s  %s, %s\n", oneLine(c.ID), c.Kind, counted(c.Observations, "row"))
	for _, line := range []string{c.Title, joined(", ", c.Author, c.Publisher, c.Date), c.URL, c.Note} {
		if line != "" {
			fmt.Fprintf(w, "  %s\n", oneLine(line))
		}
	}
	if c.Origin != "" {
		fmt.Fprintf(w, "  figures of %s\n", oneLine(c.Origin))
	}
}

// joined joins the parts that are not empty.
func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
