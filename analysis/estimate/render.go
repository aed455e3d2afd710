package estimate

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"
)

// WriteText writes a report for people: the sentence, the numbers, the method with its source, what other methods give, and
// what has to be known beside them.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	b.WriteString(r.Sentence + "\n\n")
	rows := [][2]string{}
	for _, o := range r.Outputs {
		rows = append(rows, [2]string{o.Name, valueText(r.Scaled(o))})
	}
	if r.Function.scaled() && r.Per != 1 {
		rows = append(rows, [2]string{"per", amount(r.Per)})
	}
	if _, ok := r.Values["level"]; ok && r.Refused == "" {
		rows = append(rows, [2]string{"level", levelText(r.Values.level())})
	}
	rows = append(rows, [2]string{"method", r.Method.Name + ", " + r.Method.Title + ": " + r.Method.Summary}, [2]string{"source", r.Method.Source})
	if r.Design != "" {
		rows = append(rows, [2]string{"design", string(r.Design)})
	}
	if r.Model != NoModel {
		rows = append(rows, [2]string{"model", string(r.Model)})
	}
	writeRows(&b, "  ", rows)
	r.writeOthers(&b)
	for _, part := range [][]string{r.Notes, prefixed("", r.Caveat), prefixed("", r.Refused), prefixed("Warning: ", r.Warnings...)} {
		for _, line := range part {
			b.WriteString("\n" + wrap(line, 96) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) writeOthers(b *strings.Builder) {
	if len(r.Others) == 0 {
		return
	}
	b.WriteString("\n  other methods\n")
	var rows [][2]string
	for _, o := range r.Others {
		rows = append(rows, [2]string{o.Method.Name, r.otherText(o)})
	}
	writeRows(b, "    ", rows)
}

func (r *Report) otherText(o Other) string {
	if len(o.Outputs) == 1 {
		p, _ := o.Outputs[0].Value.(float64)
		return pText(p)
	}
	for _, limit := range o.Outputs {
		if v, ok := limit.Value.(float64); ok && math.IsNaN(v) {
			return "undefined here"
		}
	}
	return valueText(r.Scaled(o.Outputs[0])) + " to " + valueText(r.Scaled(o.Outputs[1]))
}

// writeRows writes names and values in two columns.
func writeRows(b *strings.Builder, indent string, rows [][2]string) {
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	for _, row := range rows {
		fmt.Fprintf(b, "%s%-*s  %s\n", indent, width, row[0], row[1])
	}
}

func prefixed(prefix string, lines ...string) (out []string) {
	for _, line := range lines {
		if line != "" {
			out = append(out, prefix+capital(strings.TrimSuffix(line, "."))+".")
		}
	}
	return out
}

// wrap breaks a line at spaces.
func wrap(s string, width int) string {
	var b strings.Builder
	n := 0
	for _, word := range strings.Fields(s) {
		length := utf8.RuneCountInString(word)
		switch {
		case n == 0:
		case n+1+length > width:
			b.WriteByte('\n')
			n = 0
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += length
	}
	return b.String()
}

// valueText writes an output with twelve digits, as JSON does, infinities as signs.
func valueText(v any) string {
	switch t := v.(type) {
	case float64:
		switch {
		case math.IsNaN(t):
			return "undefined"
		case math.IsInf(t, 0):
			return fixed(t, 0)
		}
		return string(appendFloat(nil, t))
	case bool:
		if t {
			return "yes"
		}
		return "no"
	case []int:
		return countsText(t)
	}
	return string(appendValue(nil, v))
}

// countsText writes a list of whole numbers, a long one by its ends.
func countsText(counts []int) string {
	if len(counts) == 0 {
		return "none"
	}
	if len(counts) > 20 {
		return fmt.Sprintf("%s to %s", integer(counts[0]), integer(counts[len(counts)-1]))
	}
	var parts []string
	for _, k := range counts {
		parts = append(parts, integer(k))
	}
	return strings.Join(parts, ", ")
}

// WriteJSON writes a report as one JSON object.
func (r *Report) WriteJSON(w io.Writer) error {
	b := []byte(`{"version":1`)
	text := func(name, value string) {
		if value != "" {
			b = append(append(b, ',', '"'), name...)
			b = append(append(b, '"', ':'), quoted(value)...)
		}
	}
	text("function", r.Function.Name)
	text("method", r.Method.Name)
	text("title", r.Method.Title)
	text("source", r.Method.Source)
	b = append(b, `,"inputs":{`...)
	for i, in := range r.Method.Inputs {
		b = appendMember(b, i, in.Name, r.Values[in.Name])
	}
	b = append(b, `},"outputs":{`...)
	for i, o := range r.Outputs {
		b = appendMember(b, i, o.Name, r.Scaled(o))
	}
	b = append(b, '}')
	if r.Function.scaled() {
		b = appendMember(b, 1, "per", r.Per)
	}
	text("design", string(r.Design))
	text("model", string(r.Model))
	text("sentence", r.Sentence)
	text("refused", r.Refused)
	text("caveat", r.Caveat)
	b = append(b, `,"others":[`...)
	for i, o := range r.Others {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendMember(append(b, '{'), 0, "method", o.Method.Name)
		for _, output := range o.Outputs {
			b = appendMember(b, 1, output.Name, r.Scaled(output))
		}
		b = append(b, '}')
	}
	b = append(b, `],"notes":`...)
	b = appendStrings(b, r.Notes)
	b = append(b, `,"warnings":`...)
	b = append(appendStrings(b, r.Warnings), "}\n"...)
	_, err := w.Write(b)
	return err
}

func appendMember(b []byte, i int, name string, v any) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	b = append(append(b, quoted(name)...), ':')
	return appendValue(b, v)
}

func appendStrings(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, quoted(s)...)
	}
	return append(b, ']')
}

// WriteMethods lists the methods of the functions, one a line: function, method, what it is, and where it comes from.
func WriteMethods(w io.Writer, functions ...*Function) error {
	var b strings.Builder
	for i, f := range functions {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s (%s): %s\n", f.Verb, f.Name, f.Title)
		var rows [][2]string
		for _, m := range f.Methods {
			rows = append(rows, [2]string{m.Name, m.Title + ": " + m.Summary + ". " + m.Source})
		}
		writeRows(&b, "  ", rows)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
