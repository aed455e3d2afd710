package document

import (
	"strings"
)

func (w *texWriter) fraction() {
	w.optional()
	start, end := w.argument()
	w.group(start, end)
	w.ours("/", end, 0)
	start, end = w.argument()
	w.group(start, end)
}

// group writes part of a fraction, in brackets if it is a sum.
func (w *texWriter) group(start, end int) {
	sum := strings.ContainsAny(strings.TrimLeft(w.src[start:end], "- "), "+-")
	if sum {
		w.ours("(", start, 0)
	}
	w.inside(start, end)
	if sum {
		w.ours(")", end, 0)
	}
}

// quantity reads the commands of siunitx.
func (w *texWriter) quantity(name string) {
	w.optional()
	start, end := w.argument()
	switch name {
	case "si", "unit":
		w.unit(start, end)
		return
	case "ang":
		w.number(start, end)
		w.ours("°", end, 0)
		return
	}
	w.number(start, end)
	if strings.HasSuffix(name, "range") {
		w.ours("\u00A0to\u00A0", end, 0)
		w.number(w.argument())
	}
	if name[0] == 'S' || name[0] == 'q' {
		w.unit(w.argument())
	}
}

// number writes a number of siunitx: digits as they are, 3.2e5 as 3.2 × 10⁵, a list with commas.
func (w *texWriter) number(start, end int) {
	if w.mute > 0 {
		return
	}
	s := strings.TrimSpace(w.src[start:end])
	start += strings.Index(w.src[start:end], s)
	mantissa, exponent, ok := strings.Cut(s, "e")
	if !ok {
		mantissa, exponent, ok = strings.Cut(s, "E")
	}
	if ok && strings.Trim(exponent, "0123456789+-") == "" && exponent != "" {
		w.chars(mantissa, start)
		at := start + len(mantissa)
		w.ours(" × 10", at, 1)
		w.piece(superscript(exponent), at+1, len(exponent), raised)
		return
	}
	for at, piece := range splitKeep(s, ';') {
		if at > 0 {
			w.ours(", ", start+at-1, 1)
		}
		w.chars(piece, start+at)
	}
}

// splitKeep yields the pieces between separators with their offsets.
func splitKeep(s string, sep byte) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		at := 0
		for {
			i := strings.IndexByte(s[at:], sep)
			if i < 0 {
				yield(at, s[at:])
				return
			}
			if !yield(at, s[at:at+i]) {
				return
			}
			at += i + 1
		}
	}
}

// unit writes a unit of siunitx, \kilo\metre\per\hour or km.
func (w *texWriter) unit(start, end int) {
	if w.mute > 0 || start >= end {
		return
	}
	var b strings.Builder
	for s := w.src[start:end]; s != ""; {
		name, rest := texName(s)
		switch u, known := texUnits[name]; {
		case known && name != "":
			b.WriteString(u)
		case name != "":
			b.WriteString(first(texSymbols[name], name))
		default:
			if s[0] == '.' {
				b.WriteByte(' ')
			} else if s[0] != '{' && s[0] != '}' && s[0] != '~' {
				b.WriteByte(s[0])
			}
			rest = s[1:]
		}
		s = rest
	}
	if u := strings.TrimSpace(b.String()); u != "" {
		if !strings.HasPrefix(u, "%") && !strings.HasPrefix(u, "°") {
			u = "\u00A0" + u
		}
		w.ours(strings.ToValidUTF8(u, "\uFFFD"), start, end-start)
	}
}
