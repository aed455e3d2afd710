package embed

import (
	"strings"

	"recount/figures"
)

// markdown writes the image with its alternative text, its caption and its source, as one paragraph: a
// figure alone in its paragraph would get its alternative text as a caption from pandoc and Quarto. The
// backslash at the end of a line breaks it, in CommonMark as there.
func (s *Sheet) markdown() string {
	p := s.Pieces()
	name := s.Figure.FileName(s.main(Markdown), figures.SVG)
	credit := markdownText(p.Credit)
	if short, code := markdownText(licenceCode(s)), p.LicenceURL; short != "" && code != "" && strings.Contains(credit, short) {
		i := strings.LastIndex(credit, short)
		credit = credit[:i] + "[" + short + "](<" + code + ">)" + credit[i+len(short):]
	}
	return "![" + markdownText(p.Alt) + "](" + strings.ReplaceAll(name, "@", "%40") + ")\\\n" +
		"**" + markdownText(sentence(p.Title)) + "**" + rest(markdownText(p.Caption), markdownText(sentence(p.Title))) + "\\\n" +
		"*" + credit + "*\n"
}

// rest is what follows the title in a caption.
func rest(caption, title string) string { return strings.TrimPrefix(caption, title) }

// licenceCode is the licence as the source line names it.
func licenceCode(s *Sheet) string { return line(strings.ReplaceAll(s.Figure.Licence, "-", " ")) }
