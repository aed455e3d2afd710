package figures

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"gonum.org/v1/plot/vg"

	"recount/figures/internal/canvas"
	"recount/figures/internal/chart"
	"recount/figures/internal/theme"
)

// A Format is a kind of file.
type Format string

// The formats.
const (
	SVG Format = "svg"
	PDF Format = "pdf"
	PNG Format = "png"
)

// Formats lists all of them, in the order they are drawn.
var Formats = []Format{SVG, PDF, PNG}

// Options say where a figure is to stand. The zero value is for a light page on the web.
type Options struct {
	Preset   string // web (default), single, double, social, word or phone
	Dark     bool
	Editable bool // SVG with text instead of outlines
	Copy     int  // SVG in a page: how often the page shows the drawing before; each copy has ids of its own
}

// Presets lists the names of the presets.
func Presets() []string {
	var names []string
	for _, p := range theme.Presets {
		names = append(names, p.Name)
	}
	return names
}

// A Problem is one thing about a figure that must not be published.
type Problem struct {
	Figure  string
	Preset  string
	Rule    string // collision, canvas, size, contrast, colours
	Message string // what is wrong and what to change
}

func (p Problem) Error() string {
	return fmt.Sprintf("figure %q, preset %s, %s: %s", p.Figure, p.Preset, p.Rule, p.Message)
}

// A LintError is everything about a drawing that must not be published.
type LintError struct{ Problems []Problem }

func (e *LintError) Error() string {
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, p.Error())
	}
	return strings.Join(lines, "\n")
}

// A Drawn is a figure laid out for one place, ready to be written in any format.
type Drawn struct {
	Figure *Figure
	layout *chart.Layout
	opt    Options
}

// Draw lays the figure out and checks it. A *LintError says what must not be published.
func (f *Figure) Draw(o Options) (*Drawn, error) {
	if o.Preset == "" {
		o.Preset = theme.Presets[0].Name
	}
	p, err := theme.Find(o.Preset)
	if err != nil {
		return nil, err
	}
	l, err := chart.Lay(f.chart, f.set.theme, p, o.Dark)
	if err != nil {
		return nil, fmt.Errorf("figure %q: %w", f.ID, err)
	}
	if len(l.Problems) > 0 {
		lint := &LintError{}
		for _, p := range l.Problems {
			lint.Problems = append(lint.Problems, Problem{f.ID, p.Preset, p.Rule, p.Message})
		}
		return nil, lint
	}
	return &Drawn{Figure: f, layout: l, opt: o}, nil
}

// Size returns width and height in points.
func (d *Drawn) Size() (w, h float64) { return d.layout.Scene.W, d.layout.Scene.H }

// Pixels returns width and height of the PNG.
func (d *Drawn) Pixels() (w, h int) {
	k := float64(d.layout.Preset.DPI) / 72
	return int(d.layout.Scene.W*k + 0.5), int(d.layout.Scene.H*k + 0.5)
}

// Bytes writes the figure in a format.
func (d *Drawn) Bytes(format Format) ([]byte, error) {
	s := d.layout.Scene
	w, h := vg.Length(s.W), vg.Length(s.H)
	doc := d.doc()
	switch format {
	case SVG:
		c := canvas.NewSVG(w, h, doc)
		s.Draw(c, true)
		return c.Bytes(), c.Err()
	case PDF:
		c := canvas.NewPDF(w, h, doc)
		s.Draw(c, true)
		return c.Bytes(), c.Err()
	case PNG:
		if w, h := d.Pixels(); w*h > largeRaster {
			large.Lock()
			defer large.Unlock()
			runtime.GC() // what the last one left
		}
		c := canvas.NewPNG(w, h, d.layout.Preset.DPI, s.Paper, doc)
		s.Draw(c, false)
		return c.Bytes(), nil
	}
	return nil, fmt.Errorf("format is %q, want svg, pdf or png", format)
}

// A raster for print has ten million pixels: they are drawn one at a time, and the memory of one is
// given back before the next.
const largeRaster = 3 << 20

var large sync.Mutex

// doc is what the file says about itself.
func (d *Drawn) doc() canvas.Doc {
	f := d.Figure
	receipt := d.receipt().encode()
	doc := canvas.Doc{
		Lang: f.Lang, Title: f.Title, Description: f.Description, Alt: f.Alt, Source: f.Source,
		Receipt: receipt, Editable: d.opt.Editable, Families: f.set.theme.Families,
	}
	doc.Width, doc.Height = d.layout.Preset.SVGSize()
	sum := sha256.Sum256([]byte(receipt))
	doc.ID = f.ID + "-" + hex.EncodeToString(sum[:3])
	if d.opt.Copy > 0 {
		doc.ID += "-" + strconv.Itoa(d.opt.Copy)
	}
	return doc
}

// Texts returns the text drawn, in the order it is drawn; for goldens and for tests of readers.
func (d *Drawn) Texts() []string {
	var out []string
	for _, it := range d.layout.Scene.Items {
		if it.Line != nil {
			out = append(out, it.Line.Text)
		}
	}
	return out
}

// FileName returns the name of a file of the figure: the id alone for a light page on the web, else
// with what differs.
func (f *Figure) FileName(o Options, format Format) string {
	name := f.ID
	if o.Dark {
		name += "-dark"
	}
	if o.Preset != "" && o.Preset != theme.Presets[0].Name {
		name += "@" + o.Preset
	}
	if o.Editable {
		name += "-text"
	}
	return name + "." + string(format)
}
