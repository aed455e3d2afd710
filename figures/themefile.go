package figures

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"recount/analysis/number"
	"recount/datasets"
	"recount/figures/internal/colour"
	"recount/figures/internal/theme"
	"recount/figures/internal/typeset"
	"recount/figures/internal/yamlfile"
)

// loadTheme returns the house theme with what the study's theme.yaml changes.
func loadTheme(study *datasets.Study) (*theme.Theme, error) {
	th := theme.Ledger()
	data, err := study.File("theme.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		return th, nil
	}
	if err != nil {
		return nil, err
	}
	file, root := yamlfile.Parse(inDir(study.Dir, "theme.yaml"), data)
	if root.Valid() {
		for _, f := range root.Map("the theme", "fonts", "families", "light", "dark", "sizes", "logo") {
			switch f.Key {
			case "fonts":
				themeFonts(th, study, f.Node)
			case "families":
				if th.Families, _ = f.Text("families"); strings.ContainsAny(th.Families, `"<>&`) {
					f.Fault(`families is %q, want names of fonts with commas between, such as Brand Sans, Arial, sans-serif`, th.Families)
				}
			case "light":
				palette(&th.Light, f.Node, "light")
			case "dark":
				palette(&th.Dark, f.Node, "dark")
			case "sizes":
				sizes(th, f.Node)
			case "logo":
				th.Logo, _ = f.Text("logo")
			}
		}
	}
	if err := file.Err(); err != nil {
		return nil, err
	}
	return th, nil
}

// themeFonts reads font files of the study's folder; each weight takes one or a list, tried in order.
func themeFonts(th *theme.Theme, study *datasets.Study, n yamlfile.Node) {
	for _, f := range n.Map("fonts", "regular", "bold") {
		weight := typeset.Regular
		if f.Key == "bold" {
			weight = typeset.Bold
		}
		nodes := []yamlfile.Node{f.Node}
		if f.IsList() {
			nodes = f.List("fonts " + f.Key)
		}
		for _, item := range nodes {
			name, ok := item.Text("font")
			if !ok {
				continue
			}
			data, err := study.File(name)
			if err != nil {
				item.Fault("reading font %s: %v", name, err)
				continue
			}
			file := typeset.File{Name: name, Weight: weight, Data: data}
			if _, err := typeset.New(file); err != nil {
				item.Fault("%v", err)
				continue
			}
			th.Fonts = append(th.Fonts, file)
		}
	}
}

// palette reads the colours of one ground.
func palette(p *theme.Palette, n yamlfile.Node, what string) {
	for _, f := range n.Map(what, "paper", "ink", "muted", "grid", "c1", "c2", "c3", "c4", "context") {
		text, ok := f.Text(f.Key)
		if !ok {
			continue
		}
		c, err := colour.Parse(text)
		if err != nil {
			f.Fault("%s %s: %v", what, f.Key, err)
			continue
		}
		switch f.Key {
		case "paper":
			p.Paper = c
		case "ink":
			p.Ink = c
		case "muted":
			p.Muted = c
		case "grid":
			p.Grid = c
		case "context":
			p.Context = c
		default:
			p.Series[f.Key[1]-'1'] = c
		}
	}
}

// sizes reads type sizes: of title and source line relative to the base, and base sizes in points.
func sizes(th *theme.Theme, n yamlfile.Node) {
	var presets []string
	for _, p := range theme.Presets {
		presets = append(presets, p.Name)
	}
	for _, f := range n.Map("sizes", append(slices.Clone(presets), "title", "source")...) {
		text, ok := f.Text(f.Key)
		if !ok {
			continue
		}
		lo, hi := 5.0, 60.0
		if !slices.Contains(presets, f.Key) {
			lo, hi = 0.5, 4
		}
		d, err := number.Parse(text)
		if v := d.Float64(); err != nil || v < lo || v > hi {
			f.Fault("sizes %s is %q, want a number from %g to %g", f.Key, text, lo, hi)
			continue
		}
		switch f.Key {
		case "title":
			th.Title = d.Float64()
		case "source":
			th.Source = d.Float64()
		default:
			if th.Base == nil {
				th.Base = map[string]float64{}
			}
			th.Base[f.Key] = d.Float64()
		}
	}
}
