package embed

import (
	"fmt"
	"strings"

	"recount/figures"
)

// cms writes the pieces one after another, each under its name: none needs SVG, a style or a script.
func (s *Sheet) cms() (string, error) {
	o := s.main(CMS)
	d, err := s.draw(o)
	if err != nil {
		return "", err
	}
	w, h := d.Pixels()
	p := s.Pieces()
	var b strings.Builder
	piece := func(name, text string) { fmt.Fprintf(&b, "%s\n%s\n\n", name, text) }
	piece("IMAGE", fmt.Sprintf("%s, %d × %d pixels", s.Figure.FileName(o, figures.PNG), w, h))
	piece("ALT TEXT", p.Alt)
	piece("CAPTION", p.Caption)
	piece("CREDIT", p.Credit)
	piece("DESCRIPTION", p.Description)
	fmt.Fprintf(&b, "DATA TABLE\n%s", s.table().tabbed())
	return b.String(), nil
}

// cmsFiles returns the image and each piece as a file of its own.
func (s *Sheet) cmsFiles() ([]File, error) {
	image, err := s.file(s.main(CMS), figures.PNG)
	if err != nil {
		return nil, err
	}
	p, t := s.Pieces(), s.table()
	markup, err := t.markup()
	if err != nil {
		return nil, err
	}
	return []File{
		image,
		s.text(".alt.txt", p.Alt+"\n"),
		s.text(".caption.txt", p.Caption+"\n"),
		s.text(".credit.txt", p.Credit+"\n"),
		s.text(".description.txt", p.Description+"\n"),
		s.text(".table.txt", t.tabbed()),
		s.text(".table.html", markup),
		s.CSV(),
	}, nil
}
