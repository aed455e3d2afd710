package document

import (
	"encoding/json"
	"errors"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// readNotebook reads the Markdown cells of a Jupyter notebook. Their text stands in JSON strings, one
// for each line, and every character is mapped back through the escapes to the file.
func readNotebook(d *Document, data []byte, opt Options) error {
	src, c := decode(data)
	d.origin.file = c
	b := newBuilder(d, opt, &part{data: src})
	cells, err := notebookCells(src)
	if err != nil {
		return err
	}
	titled := false
	for _, cell := range cells {
		b.body.next.Paragraph = cell.number
		w := &markdownWriter{builder: b, src: cell.text, place: cell.place, titled: titled, cell: cell.number}
		if err := w.read(); err != nil {
			return err
		}
		titled = w.titled
	}
	return b.finish()
}

// A notebookCell is the text of a Markdown cell.
type notebookCell struct {
	number int // counted from 1, over cells of every kind
	text   string
	starts []int // where each piece begins in text, and
	places []int // in the file; each byte of a piece with length 0 stands there as it is
	sizes  []int // bytes of the file that an escaped character takes, 0 for a plain piece
}

// place maps an offset of the cell's text to the file.
func (c *notebookCell) place(off int) (src, n int) {
	i := max(sort.SearchInts(c.starts, off+1)-1, 0)
	if len(c.starts) == 0 {
		return 0, 0
	}
	if c.sizes[i] > 0 {
		return c.places[i], c.sizes[i]
	}
	return c.places[i] + off - c.starts[i], 1
}

// notebookCells finds the Markdown cells. The file is checked as JSON first, so that the walk over it may
// trust its brackets and quotation marks.
func notebookCells(src string) ([]notebookCell, error) {
	if !json.Valid([]byte(src)) {
		return nil, errors.New("the file is not JSON, or cut short")
	}
	var cells []notebookCell
	number := 0
	w := jsonWalk(src)
	w.members(w.skip(0), func(key string, at int) {
		if key != "cells" {
			return
		}
		w.elements(at, func(at int) {
			number++
			if c, ok := w.cell(at, number); ok {
				cells = append(cells, c)
			}
		})
	})
	if number == 0 {
		return nil, errors.New("no cells: not a notebook of format 4")
	}
	return cells, nil
}

// A jsonWalk is a valid JSON text whose values are found by their offsets.
type jsonWalk string

// cell reads one cell and reports whether it is one of Markdown.
func (w jsonWalk) cell(at, number int) (notebookCell, bool) {
	var literals []Span
	markdown := false
	w.members(at, func(key string, at int) {
		switch key {
		case "cell_type":
			markdown = strings.HasPrefix(string(w[at:]), `"markdown"`)
		case "source":
			if w[at] == '"' {
				literals = append(literals, w.literal(at))
				return
			}
			w.elements(at, func(at int) {
				if w[at] == '"' {
					literals = append(literals, w.literal(at))
				}
			})
		}
	})
	if !markdown {
		return notebookCell{}, false
	}
	return newCell(string(w), literals, number), true
}

// skip goes over white space.
func (w jsonWalk) skip(i int) int {
	for i < len(w) && strings.IndexByte(" \t\r\n", w[i]) >= 0 {
		i++
	}
	return i
}

// literal is the inside of the string at i.
func (w jsonWalk) literal(i int) Span {
	for n := i + 1; n < len(w); n++ {
		switch w[n] {
		case '\\':
			n++
		case '"':
			return Span{i + 1, n}
		}
	}
	return Span{len(w), len(w)}
}

// past returns what is behind the value at i.
func (w jsonWalk) past(i int) int {
	for depth := 0; i < len(w); i++ {
		switch w[i] {
		case '"':
			i = w.literal(i).End
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return i
			}
		case ',':
			if depth == 0 {
				return i
			}
		}
		if depth == 0 && strings.IndexByte("}]\"", w[min(i, len(w)-1)]) >= 0 {
			return i + 1
		}
	}
	return len(w)
}

// elements visits the values of the array at i.
func (w jsonWalk) elements(i int, visit func(at int)) {
	if i >= len(w) || w[i] != '[' {
		return
	}
	for i = w.skip(i + 1); i < len(w) && w[i] != ']'; {
		visit(i)
		if i = w.skip(w.past(i)); i < len(w) && w[i] == ',' {
			i = w.skip(i + 1)
		}
	}
}

// members visits the values of the object at i by their keys.
func (w jsonWalk) members(i int, visit func(key string, at int)) {
	if i >= len(w) || w[i] != '{' {
		return
	}
	for i = w.skip(i + 1); i < len(w) && w[i] == '"'; {
		key := w.literal(i)
		at := w.skip(w.skip(key.End+1) + 1) // behind the colon
		visit(string(w[key.Start:key.End]), at)
		if i = w.skip(w.past(at)); i < len(w) && w[i] == ',' {
			i = w.skip(i + 1)
		}
	}
}

// newCell joins the strings of a cell and maps their characters.
func newCell(src string, literals []Span, number int) notebookCell {
	c := notebookCell{number: number}
	var text []byte
	add := func(s string, at, size int) {
		c.starts = append(c.starts, len(text))
		c.places = append(c.places, at)
		c.sizes = append(c.sizes, size)
		text = append(text, s...)
	}
	for _, l := range literals {
		for at := l.Start; at < l.End; {
			n := strings.IndexByte(src[at:l.End], '\\')
			if n < 0 {
				n = l.End - at
			}
			if n > 0 {
				add(src[at:at+n], at, 0)
				at += n
				continue
			}
			s, size := unescapeOne(src[at:l.End])
			add(s, at, size)
			at += size
		}
	}
	c.text = string(text)
	return c
}

// unescapeOne reads the JSON escape at the start of s.
func unescapeOne(s string) (string, int) {
	if len(s) < 2 {
		return "\uFFFD", max(len(s), 1)
	}
	switch s[1] {
	case 'b', 'f':
		return " ", 2
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	case 'u':
		r, ok := hex4(s[2:])
		if !ok {
			return "\uFFFD", 2
		}
		if utf16.IsSurrogate(r) && len(s) >= 12 && s[6] == '\\' && s[7] == 'u' {
			if low, ok := hex4(s[8:]); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
				return string(utf16.DecodeRune(r, low)), 12
			}
		}
		return string(r), 6
	}
	return s[1:2], 2
}

func hex4(s string) (rune, bool) {
	if len(s) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(s[:4], 16, 32)
	return rune(n), err == nil
}

// unescapeJSON reads a stretch of a JSON string.
func unescapeJSON(s string) (string, bool) {
	var out []byte
	for s != "" {
		if s[0] != '\\' {
			out = append(out, s[0])
			s = s[1:]
			continue
		}
		piece, n := unescapeOne(s)
		out = append(out, piece...)
		s = s[n:]
	}
	return string(out), true
}
