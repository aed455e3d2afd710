package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"recount/datasets"
)

func newDataAcceptCmd(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:   "accept [DIR]",
		Short: "take over the tables of a study as they are now",
		Long: `accept writes the size and the hash of each table, as it is now, into datapackage.json,
where they say that a table was not changed by mistake. Run it after a change that is
meant. Nothing else in the file changes, and nothing is written while a cell is wrong.
Without DIR it takes the study of --study, else of the nearest recount.yaml.

Exit codes: 0 accepted, and the study is valid · 1 something is wrong with the study ·
2 it could not be read or written.`,
		Example: "  recount data accept rain",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if _, err := g.wantFormat("text"); err != nil {
				return err
			}
			if len(args) > 0 {
				return g.dataAccept(args[0])
			}
			dir, err := g.studyName()
			if err != nil {
				return err
			}
			return g.dataAccept(dir)
		},
	}
}

func (g *globals) dataAccept(dir string) error {
	if slices.Contains(datasets.Embedded(), dir) {
		return fmt.Errorf("study %s is inside the program, and cannot change: name a folder, as in recount data accept rain", dir)
	}
	if _, err := datasets.Open(dir); err != nil && !datasets.Unaccepted(err) {
		var all *datasets.Errors
		if !errors.As(err, &all) {
			return err
		}
		if err := g.dataValidate([]string{dir}); err != nil && !errors.Is(err, errFinding) {
			return err
		}
		fmt.Fprintln(g.stderr, "recount data accept: nothing was accepted: mend this first")
		return errFinding
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	const name = "datapackage.json"
	old, err := root.ReadFile(name)
	if err != nil {
		return err
	}
	descriptor, changed, err := datasets.Accept(old, root.ReadFile)
	if err != nil {
		return err
	}
	if len(changed) > 0 {
		err := writeWhole(filepath.Join(dir, name), func(w io.Writer) error { _, err := w.Write(descriptor); return err })
		if err != nil {
			return err
		}
	}
	w := bufio.NewWriter(g.stdout)
	for _, a := range changed {
		fmt.Fprintf(w, "%s is accepted as it is now, with %s\n", oneLine(filepath.Join(dir, a.Path)), counted(int(a.Bytes), "byte"))
	}
	if len(changed) == 0 {
		fmt.Fprintln(w, "every table is as accepted before")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return g.dataValidate([]string{dir})
}
