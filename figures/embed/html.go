package embed

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"

	"recount/figures"
)

//go:embed figure.html.tmpl
var figureText string

//go:embed page.css
var pageStyle string

// Templates are parsed when they are first used: most runs of recount write no page.
var figureTemplate = sync.OnceValue(parseFigure)

func parseFigure() *template.Template { return template.Must(template.New("figure").Parse(figureText)) }

// A figureView is what the template of a figure shows.
type figureView struct {
	Pieces
	ID         string
	Lang       string // where it is not English
	SVG        template.HTML
	Versions   template.HTML
	Blank      template.URL
	SourceLine string // without the licence, which follows with a link
	Table      table
	PageLang   string
	PageStyle  template.CSS
}

// blank is an image of one transparent pixel: what stands where no version is meant for the reader.
const blank = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

// phone is where the version for phones begins.
const phone = "(max-width: 480px)"

// html writes the figure for a web page: the drawing inline, other versions of it as images that a medium
// asks for, then its description, source and data table in sight. It needs no script and loads nothing.
func (s *Sheet) html() (string, error) {
	v, err := s.view()
	if err != nil {
		return "", err
	}
	return executed("figure", v)
}

// htmlFiles returns the snippet, and a page that shows it: for a look, and for pages that take a frame.
func (s *Sheet) htmlFiles() ([]File, error) {
	v, err := s.view()
	if err != nil {
		return nil, err
	}
	snippet, err := executed("figure", v)
	if err != nil {
		return nil, err
	}
	page, err := executed("page", v)
	return []File{s.text(".snippet.html", snippet), s.text(".html", page)}, err
}

func executed(name string, data any) (string, error) {
	var b bytes.Buffer
	err := figureTemplate().ExecuteTemplate(&b, name, data)
	return b.String(), err
}

// markup is the table alone, for systems that keep plain tables.
func (t table) markup() (string, error) {
	text, err := executed("table", t)
	return text + "\n", err
}

// HasSource says whether the table has a column of sources.
func (r tableRow) HasSource() bool { return r.Sources != nil }

func (s *Sheet) view() (*figureView, error) {
	f := s.Figure
	v := &figureView{Pieces: s.Pieces(), Table: s.table(), Blank: blank, PageLang: f.Lang, PageStyle: template.CSS(pageStyle)}
	if f.Lang != "en" {
		v.Lang = f.Lang
	}
	v.SourceLine = v.Credit
	if code := licenceCode(s); code != "" && strings.HasSuffix(v.Credit, " ("+code+").") {
		v.SourceLine = strings.TrimSuffix(v.Credit, " ("+code+").") + "."
	}
	main := s.main(HTML)
	svg, err := s.file(main, figures.SVG)
	if err != nil {
		return nil, err
	}
	for _, alternative := range []struct {
		media string
		o     figures.Options
	}{
		{phone + " and (prefers-color-scheme: dark)", figures.Options{Preset: "phone", Dark: true}},
		{phone, figures.Options{Preset: "phone"}},
		{"(prefers-color-scheme: dark)", figures.Options{Preset: main.Preset, Dark: true}},
	} {
		if alternative.o.Dark && !s.opt.Dark {
			continue
		}
		version, err := s.version(alternative.media, alternative.o)
		if err != nil {
			return nil, err
		}
		v.Versions += version
	}
	drawing, err := s.inline(svg.Data)
	if err != nil {
		return nil, err
	}
	v.ID, v.SVG = drawing.id, template.HTML(drawing.markup)
	return v, nil
}

// version returns a drawing for some readers as an image inside the page. Nothing in it needs escaping.
func (s *Sheet) version(media string, o figures.Options) (template.HTML, error) {
	svg, err := s.file(o, figures.SVG)
	if err != nil {
		return "", err
	}
	d, err := s.draw(o)
	if err != nil {
		return "", err
	}
	w, h := d.Size()
	pixels := func(points float64) int { return int(points/0.75 + 0.5) } // a CSS pixel is three quarters of a point
	return template.HTML(fmt.Sprintf(`<source media="%s" srcset="data:image/svg+xml;base64,%s" width="%d" height="%d"/>`,
		media, base64.StdEncoding.EncodeToString(svg.Data), pixels(w), pixels(h))), nil
}

// An inlined drawing is an SVG to stand inside a page.
type inlined struct{ id, markup string }

// inline gives an SVG the ids that it has on the page, and the style that makes room for its versions.
//
// The style stands inside the drawing, where HTML allows one. What makes the figure look is written with
// :where, so that any rule of the page's own wins.
func (s *Sheet) inline(svg []byte) (inlined, error) {
	text := string(svg)
	_, after, ok := strings.Cut(text, ` aria-labelledby="`)
	old, _, ended := strings.Cut(after, `-title"`)
	if !ok || !ended {
		return inlined{}, errors.New("the drawing is not labelled by its title")
	}
	id := old
	if s.opt.Prefix != "" {
		id = s.opt.Prefix
	}
	if s.opt.Copy > 1 {
		id += "_" + strconv.Itoa(s.opt.Copy) // a hyphen goes before the numbers of glyphs
	}
	// A quotation mark before the id is the file's own: in words it is written &quot;
	text = strings.NewReplacer(`"`+old+`-`, `"`+id+`-`, `"#`+old+`-`, `"#`+id+`-`).Replace(text)
	other := "@media " + phone
	if s.opt.Dark {
		other += ", (prefers-color-scheme: dark)"
	}
	style := fmt.Sprintf(`<style>
#%[1]s > svg { display: block; max-width: 100%%; height: auto; }
#%[1]s > picture { display: none; }
%[2]s { #%[1]s > svg { display: none; } #%[1]s > picture { display: block; } }
:where(#%[1]s) { margin: 0; max-width: 640px; }
:where(#%[1]s img) { display: block; width: 100%%; height: auto; }
:where(#%[1]s figcaption, #%[1]s details) { font-size: .875em; line-height: 1.45; }
:where(#%[1]s p) { margin: .6em 0 0; }
:where(#%[1]s details) { margin-top: .6em; }
:where(#%[1]s .recount-table) { overflow-x: auto; }
:where(#%[1]s table) { border-collapse: collapse; margin-top: .4em; overflow-wrap: normal; font-variant-numeric: tabular-nums; }
:where(#%[1]s caption) { text-align: start; font-weight: bold; padding: .3em 0; }
:where(#%[1]s th, #%[1]s td) { border-bottom: 1px solid #8a8a8a; padding: .25em .8em .25em 0; text-align: start; vertical-align: top; }
:where(#%[1]s tbody th) { font-weight: normal; }
</style>
`, id, other)
	before, drawing, ok := strings.Cut(text, "</metadata>\n")
	if !ok {
		return inlined{}, errors.New("the drawing has no metadata")
	}
	return inlined{id, before + "</metadata>\n" + style + strings.TrimSpace(drawing)}, nil
}

// ValidPrefix says whether a text can begin the ids of a page.
func ValidPrefix(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || !(c >= '0' && c <= '9' || c == '-' || c == '_')) {
			return false
		}
	}
	return s != "" && len(s) <= 80
}
