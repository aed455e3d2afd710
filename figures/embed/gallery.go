package embed

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"recount/datasets"
)

//go:embed gallery.html.tmpl
var galleryText string

//go:embed gallery.css
var galleryStyle string

//go:embed gallery.js
var galleryScript string

var galleryTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(parseFigure().Funcs(template.FuncMap{
		"piece": func(id, name, text string) pieceView { return pieceView{id, name, text} },
	}).Parse(galleryText))
})

// A gallery is the page of a press kit: every figure as it stands on a web page, beside the pieces that a
// content management system asks for, each with a button that copies it. The page holds all it shows; only
// the files to download lie beside it.
type gallery struct {
	Title, Name string
	Licence     string
	LicenceURL  string
	Style       template.CSS
	Script      template.JS
	Entries     []*entryView
}

// An entryView is one figure of the gallery.
type entryView struct {
	figureView
	FigureID  string
	Text      string // the table with tabs between cells
	Markdown  string
	LaTeX     string
	Cite      string
	BibTeX    string
	HasHTML   bool
	Downloads []download
	Image     download
}

// A pieceView is a text with a button that copies it.
type pieceView struct{ ID, Name, Text string }

// A download is a file beside the page.
type download struct{ Href, Name, What string }

func newGallery(study *datasets.Study) *gallery {
	g := &gallery{Title: line(study.Title), Name: line(study.Name), Style: template.CSS(galleryStyle), Script: template.JS(galleryScript)}
	if g.Title == "" {
		g.Title = g.Name
	}
	return g
}

func (g *gallery) add(e *entryView) {
	g.Entries = append(g.Entries, e)
	g.Licence, g.LicenceURL = e.Licence, e.LicenceURL
}

func (g *gallery) file() (File, error) {
	var b bytes.Buffer
	err := galleryTemplate().ExecuteTemplate(&b, "gallery", g)
	return File{Name: "index.html", Data: b.Bytes()}, err
}

// entry returns the figure's part of the gallery.
func (s *Sheet) entry(formats []Format) (*entryView, error) {
	v, err := s.view()
	if err != nil {
		return nil, err
	}
	d, err := s.draw(web)
	if err != nil {
		return nil, err
	}
	id := s.Figure.ID
	w, h := d.Pixels()
	e := &entryView{
		figureView: *v, FigureID: id, Text: v.Table.tabbed(), Markdown: s.markdown(), LaTeX: s.latex(), Cite: s.CiteText(), BibTeX: s.CiteBibTeX(),
	}
	link := func(name, what string) download {
		return download{id + "/" + strings.ReplaceAll(name, "@", "%40"), name, what}
	}
	e.Image = link(id+".png", fmt.Sprintf("PNG, %d × %d pixels", w, h))
	e.Downloads = []download{
		link(id+"@social.png", "PNG for social media, 1200 × 675 pixels"),
		link(id+".svg", "SVG for web pages"),
		link(id+".pdf", "PDF for print and LaTeX"),
	}
	for _, format := range formats {
		switch format {
		case DOCX:
			e.Downloads = append(e.Downloads, link(id+".docx", "Word document with the figure, its caption and alternative text"))
		case HTML:
			e.HasHTML = true
			e.Downloads = append(e.Downloads, link(id+".html", "page of its own, for a frame"))
		}
	}
	e.Downloads = append(e.Downloads, link(id+".csv", "exact rows with their sources"))
	return e, nil
}
