package datasets

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A CellError reports one bad cell, or one bad record where Column is empty.
type CellError struct {
	File   string // path as the user gave it
	Line   int    // 1-based; for a workbook the row of the sheet
	Column string
	Err    error
}

func (e *CellError) Unwrap() error { return e.Err }
func (e *CellError) Error() string {
	switch {
	case e.Column != "":
		return fmt.Sprintf("%s:%d: column %q: %v", e.File, e.Line, e.Column, e.Err)
	case e.Line > 0:
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.File, e.Err)
}

// A DescriptorError reports a fault of a descriptor at its place.
type DescriptorError struct {
	File         string
	Line, Column int    // 1-based
	Excerpt      string // the line at fault, shortened
	Err          error
}

func (e *DescriptorError) Unwrap() error { return e.Err }
func (e *DescriptorError) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %v", e.File, e.Line, e.Column, e.Err)
	if e.Excerpt != "" {
		s += "\n\t" + e.Excerpt
	}
	return s
}

// Errors is everything that is wrong with a study, found in one run.
type Errors struct {
	List  []error // the first MaxErrors
	Total int
}

// MaxErrors bounds the errors that are kept; ShownErrors those that Error prints.
const (
	MaxErrors   = 10_000
	ShownErrors = 50
)

// Unwrap lets errors.Is and errors.As look at each.
func (e *Errors) Unwrap() []error { return e.List }

// Error prints the first ShownErrors, one a line, and says how many follow.
func (e *Errors) Error() string {
	var b strings.Builder
	for i, err := range e.List {
		if i == ShownErrors {
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(err.Error())
	}
	if more := e.Total - min(len(e.List), ShownErrors); more > 0 {
		fmt.Fprintf(&b, "\nand %d more", more)
	}
	return b.String()
}

func (e *Errors) add(err error) {
	if err == nil {
		return
	}
	var many *Errors
	if errors.As(err, &many) {
		for _, err := range many.List {
			e.add(err)
		}
		e.Total += many.Total - len(many.List)
		return
	}
	e.Total++
	if len(e.List) < MaxErrors {
		e.List = append(e.List, err)
	}
}

// sort puts the errors of each table in the order of its lines; they come from several passes.
func (e *Errors) sort() {
	files := map[string]int{}
	place := func(err error) (file, line, column int) {
		name := ""
		switch err := err.(type) {
		case *CellError:
			name, line = err.File, err.Line
		case *DescriptorError:
			name, line, column = err.File, err.Line, err.Column
		}
		if _, ok := files[name]; !ok {
			files[name] = len(files)
		}
		return files[name], line, column
	}
	for _, err := range e.List {
		place(err)
	}
	slices.SortStableFunc(e.List, func(a, b error) int {
		af, al, ac := place(a)
		bf, bl, bc := place(b)
		return cmp.Or(cmp.Compare(af, bf), cmp.Compare(al, bl), cmp.Compare(ac, bc))
	})
}

func (e *Errors) orNil() error {
	if e.Total == 0 {
		return nil
	}
	return e
}
