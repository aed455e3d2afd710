package chart

import (
	"slices"
	"strings"

	"recount/figures/internal/scene"
	"recount/figures/internal/typeset"
)

// frame sets what stands around the marks and leaves the rest as the area.
func (d *drawing) frame() {
	top, bottom := d.p.H-d.margin, d.margin
	w := d.p.W - 2*d.margin
	title := style{scene.Title, d.b * d.th.Title, typeset.Bold, d.pal.Ink}
	subtitle := style{scene.Subtitle, d.b, typeset.Regular, d.pal.Muted}
	foot := style{scene.Source, max(d.b*d.th.Source, d.p.Floor), typeset.Regular, d.pal.Muted}
	x, a := d.margin, left
	if d.RTL {
		x, a = d.p.W-d.margin, right
	}

	if lines := d.wrap(title, glue(d.Title), w); len(lines) > 0 {
		top = d.block(title, lines, x, top, a).Y0
	}
	if lines := d.wrap(subtitle, glue(d.Subtitle), w); d.Subtitle != "" && len(lines) > 0 {
		top = d.block(subtitle, lines, x, top-0.45*d.b, a).Y0
	}

	// From the bottom up: the source line, with the logo at its end, and the notes above it.
	measure := w
	if d.th.Logo != "" {
		logo := style{scene.Logo, foot.size, typeset.Bold, d.pal.Muted}
		lw := d.width(logo, d.th.Logo)
		if d.RTL {
			d.text(logo, d.th.Logo, d.margin, bottom+d.depth(foot.size), left)
		} else {
			d.text(logo, d.th.Logo, d.p.W-d.margin, bottom+d.depth(foot.size), right)
		}
		measure -= lw + 2*d.b
	}
	up := func(st style, s string, measure float64) {
		lines := d.wrap(st, glue(s), measure)
		bottom += d.blockHeight(st, lines)
		d.block(st, lines, x, bottom, a)
		bottom += 0.35 * st.size
	}
	if d.Source != "" {
		up(foot, d.Source, measure)
	}
	note := foot
	note.part = scene.Note
	for i := len(d.Notes) - 1; i >= 0; i-- {
		up(note, d.Notes[i], w)
	}
	d.area = scene.Rect{X0: d.margin, X1: d.p.W - d.margin, Y0: bottom + 0.45*d.b, Y1: top - 0.8*d.b}
	d.need(4 * d.b)
}

// glue keeps numbers with what they count, and "para" and a month with their number, on one line. Years
// stand free.
func glue(s string) string {
	words := strings.Split(s, " ")
	var b strings.Builder
	for i, w := range words {
		b.WriteString(w)
		if i == len(words)-1 {
			break
		}
		switch next := words[i+1]; {
		case numeral(w) && !year(w), (locator[w] || month(w)) && next != "" && next[0] >= '0' && next[0] <= '9':
			b.WriteString("\u00a0")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// locator are the words before the number of a place in a source.
var locator = map[string]bool{"p.": true, "pp.": true, "para": true, "paras": true, "fn": true, "fig.": true, "table": true}

// month says whether a word is the English name of a month, as in "(July 2019)".
func month(w string) bool {
	return slices.Contains(months, strings.TrimLeft(w, "(“‘"))
}

var months = strings.Fields("January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec")

func numeral(w string) bool {
	return w != "" && strings.Trim(w, "0123456789.,–−%") == "" && strings.ContainsAny(w, "0123456789") && !strings.HasSuffix(w, ",") && !strings.HasSuffix(w, ".")
}

func year(w string) bool { return len(w) == 4 && strings.Trim(w, "0123456789") == "" }

// A swatch is a mark of the key with its name.
type swatch struct {
	color rgb
	name  string
	draw  func(x, y float64) // around a centre; nil is a square
}

// key sets swatches in a row at the top of the area, wrapping, and takes their height off it.
func (d *drawing) key(swatches []swatch) {
	st := style{scene.Key, d.b, typeset.Regular, d.pal.Ink}
	mark, gap, space := 0.8*d.b, 0.45*d.b, 1.6*d.b
	x, y := d.area.X0, d.area.Y1-d.cap(d.b)
	for _, s := range swatches {
		w := mark + gap + d.width(st, s.name)
		if x > d.area.X0 && x+w > d.area.X1 {
			x, y = d.area.X0, y-1.6*d.b
		}
		cx, cy := x+mark/2, y+d.cap(d.b)/2
		if s.draw != nil {
			s.draw(cx, cy)
		} else {
			d.s.As(scene.Mark, "key of "+s.name)
			d.s.FillRect(scene.Rect{X0: cx - mark/2, Y0: cy - mark/2, X1: cx + mark/2, Y1: cy + mark/2}, s.color)
		}
		d.text(st, s.name, x+mark+gap, y, left)
		x += w + space
	}
	d.area.Y1 = y - d.depth(d.b) - 0.7*d.b
}
