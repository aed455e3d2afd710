package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"recount/figures"
	"recount/figures/embed"
)

// embedFiles writes snippets with the files that they need: all are made before the first is written.
func (g *globals) embedFiles(e embedding) error {
	var files []embed.File
	sheets := e.sheets()
	for i, s := range sheets {
		if slices.Contains(e.figures[:i], s.Figure) {
			return fmt.Errorf("figure %q is named twice: its files would have one name", s.Figure.ID)
		}
		for _, format := range e.formats {
			made, err := s.Files(format)
			if err != nil {
				return err
			}
			files = append(files, made...)
		}
		files = append(files, s.Citation()...)
	}
	var states []figures.FileState
	if err := e.put(&states, files); err != nil {
		return err
	}
	return g.reportEmbeds(e, states)
}

// embedKit writes a press kit, a figure at a time.
func (g *globals) embedKit(e embedding) error {
	ctx, stop := interruptible(context.Background())
	defer stop()
	var states []figures.FileState
	done := 0
	err := embed.Kit(ctx, e.stats, e.figures, e.formats, e.options(), func(files []embed.File) error {
		if done++; g.progress() && done <= len(e.figures) {
			fmt.Fprintf(g.stderr, "\rwriting %d of %d", done, len(e.figures))
		}
		return e.put(&states, files)
	})
	if g.progress() {
		fmt.Fprint(g.stderr, "\r\x1b[K")
	}
	if err != nil {
		return err
	}
	return g.reportEmbeds(e, states)
}

// put writes the files that differ from what is there, each whole or not at all.
func (e *embedding) put(states *[]figures.FileState, files []embed.File) error {
	seen, swept := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		if seen[f.Name] {
			continue // two formats show the same drawing
		}
		seen[f.Name] = true
		path := filepath.Join(e.out, filepath.FromSlash(f.Name))
		state := figures.Created
		if old, err := readRegular(path); err == nil {
			if state = figures.Updated; bytes.Equal(old, f.Data) {
				state = figures.Unchanged
			}
		}
		if state != figures.Unchanged {
			dir := filepath.Dir(path)
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return notWritten(dir, err)
			}
			if !swept[dir] {
				swept[dir] = true
				sweepLeft(dir)
			}
			if err := replaceWhole(path, func(w io.Writer) error { _, err := w.Write(f.Data); return err }); err != nil {
				return err
			}
		}
		*states = append(*states, figures.FileState{Name: f.Name, Figure: f.Figure, State: state})
	}
	return nil
}

// sweepLeft removes what a run that was killed left of writeWhole; a run beside this one writes younger files.
func sweepLeft(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		digits, ours := strings.CutPrefix(entry.Name(), ".recount-")
		if !ours || !entry.Type().IsRegular() || strings.Trim(digits, "0123456789") != "" {
			continue
		}
		if info, err := entry.Info(); err == nil && time.Since(info.ModTime()) > 10*time.Minute {
			os.Remove(filepath.Join(dir, entry.Name()))
		}
	}
}

// reportEmbeds says what became of the files: for people a line for each figure, for programs all.
func (g *globals) reportEmbeds(e embedding, states []figures.FileState) error {
	if e.report == "json" {
		return writeJSON(g.stdout, map[string]any{"version": 1, "folder": e.out, "files": states})
	}
	w := bufio.NewWriter(g.stdout)
	total := map[figures.State]int{}
	for len(states) > 0 {
		n := 1
		for n < len(states) && states[n].Figure == states[0].Figure {
			n++
		}
		printEmbed(w, e.out, states[:n], total)
		states = states[n:]
	}
	all := total[figures.Created] + total[figures.Updated] + total[figures.Unchanged]
	fmt.Fprintf(w, "%d files in %s: %s\n", all, oneLine(e.out), tally(total))
	return w.Flush()
}

// printEmbed lists the files of one figure that changed; those of a press kit by their number only.
func printEmbed(w io.Writer, out string, states []figures.FileState, total map[figures.State]int) {
	counts := map[figures.State]int{}
	for _, s := range states {
		counts[s.State]++
		total[s.State]++
		if s.State != figures.Unchanged && !strings.Contains(s.Name, "/") {
			fmt.Fprintf(w, "%-9s %s\n", s.State, oneLine(filepath.Join(out, s.Name)))
		}
	}
	if folder, _, ok := strings.Cut(states[0].Name, "/"); ok && counts[figures.Unchanged] < len(states) {
		fmt.Fprintf(w, "%-9s %s: %s\n", "folder", oneLine(filepath.Join(out, folder)), tally(counts))
	}
}

func tally(counts map[figures.State]int) string {
	var parts []string
	for _, s := range []figures.State{figures.Created, figures.Updated, figures.Unchanged} {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	return strings.Join(parts, ", ")
}
