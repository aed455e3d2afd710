package statistic

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/token"
	"recount/datasets"
)

// faults collects everything that is wrong with a statistics file.
type faults struct {
	file  string
	lines []string
	errs  datasets.Errors
}

// fault notes one fault at a place, with the line and a mark under the place.
func (f *faults) fault(at *token.Position, format string, args ...any) {
	e := &datasets.DescriptorError{File: f.file, Line: at.Line, Column: at.Column, Err: fmt.Errorf(format, args...)}
	if i := at.Line - 1; i >= 0 && i < len(f.lines) {
		line, column := window(f.lines[i], at.Column)
		e.Excerpt = line + "\n\t" + strings.Repeat(" ", column-1) + "^"
	}
	f.errs.Total++
	if len(f.errs.List) < datasets.MaxErrors {
		f.errs.List = append(f.errs.List, e)
	}
}

// err returns what was collected, or nil.
func (f *faults) err() error {
	if f.errs.Total == 0 {
		return nil
	}
	return &f.errs
}

// window cuts a long line around a column, so that the mark stays on the screen.
func window(line string, column int) (string, int) {
	const width = 90
	runes := []rune(line)
	column = min(max(column, 1), len(runes)+1)
	start := 0
	if column > width-20 {
		start = column - width/2
	}
	return string(runes[start:min(start+width, len(runes))]), column - start
}

// didYouMean ends a message about an unknown word: the nearest known one, else what was wanted.
func didYouMean(got string, known []string) string {
	if s := datasets.DidYouMean(got, known); s != "" {
		return s
	}
	return ", want " + orList(known)
}

// orList joins words as a sentence does: "of, to or in".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
