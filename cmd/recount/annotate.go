package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"recount/analysis/report"
	"recount/analysis/report/annotate"
)

// wantAnnotate says what is amiss with --annotate before anything is read.
func (f checkFlags) wantAnnotate(names []string, format string) error {
	switch {
	case f.annotate == "":
		return nil
	case len(names) != 1 || names[0] == "-" || format == "jsonl":
		return fmt.Errorf("--annotate takes one Word document at a time, given by its name")
	case !strings.EqualFold(filepath.Ext(f.annotate), ".docx"):
		return fmt.Errorf("--annotate is %q, want a name that ends in .docx", f.annotate)
	}
	from, err := os.Stat(names[0])
	if err != nil {
		return nil // the reading of it says so
	}
	if to, err := os.Stat(f.annotate); err == nil && os.SameFile(from, to) {
		return fmt.Errorf("--annotate writes a copy, want another name than %q", names[0])
	}
	return nil
}

// annotate writes the copy with comments and says where it is.
func (g *globals) annotate(rep report.Report, f checkFlags) error {
	if len(rep.Files) != 1 {
		return nil // it could not be read, which was said
	}
	file := rep.Files[0]
	data, err := g.readFile(file.Name)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != file.Document.SHA256 {
		return fmt.Errorf("%s: changed while it was checked: check it again", file.Name)
	}
	n := 0
	err = writeWhole(f.annotate, func(w io.Writer) (err error) {
		n, err = annotate.Word(w, data, file.Document, file.Findings, annotate.Options{All: f.all})
		return err
	})
	if err == nil {
		fmt.Fprintf(g.stderr, "recount check: %s holds %s\n", f.annotate, counted(n, "comment"))
	}
	return err
}
