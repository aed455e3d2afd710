package fill

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"recount/figures/embed"
)

// plain fills Markdown, HTML and plain text.
func (f *filler) plain(draft []byte) error {
	if !utf8.Valid(draft) || bytes.IndexByte(draft, 0) >= 0 {
		return errors.New("the draft is no UTF-8 text: save it as UTF-8")
	}
	text := string(draft)
	surroundings := surroundingsOf(f.format, text)
	list, errs := find(text)
	starts := lineStarts(text)
	last := 0
	var tail string
	for i, p := range list {
		n := sort.SearchInts(starts, p.start+1)
		p.line, p.column = n, p.start-starts[n-1]+1
		where := surroundings.at(p.start)
		if where == code {
			continue
		}
		var out filling
		err := errs[i]
		if err == nil {
			out, err = f.resolve(p)
		}
		if err == nil && where == script {
			err = errors.New("stands in a script or style, where no number can be escaped safely")
		}
		written := ""
		if err == nil {
			written, err = f.written(out, where)
		}
		if err != nil {
			f.fault(p, err)
			continue
		}
		f.out.pieces = append(f.out.pieces, piece{text[last:p.start], -1}, piece{written, len(f.out.Places)})
		out.place.id = out.id
		f.out.Places = append(f.out.Places, out.place)
		last = p.end
	}
	rest := text[last:]
	if tail = f.noteList(); f.format == HTML {
		if i := lastTag(rest, "</body"); i >= 0 {
			f.out.pieces = append(f.out.pieces, piece{rest[:i], -1}, piece{tail, -2}, piece{rest[i:], -1})
			rest, tail = "", ""
		}
	}
	if tail != "" && rest != "" && !strings.HasSuffix(rest, "\n") {
		tail = "\n" + tail
	}
	f.out.pieces = append(f.out.pieces, piece{rest, -1}, piece{tail, -2})
	for _, p := range f.out.pieces {
		f.out.Data = append(f.out.Data, p.text...)
	}
	return nil
}

func lastTag(s, tag string) int { return strings.LastIndex(asciiLower(s), tag) }

func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// written writes a filling where it stands.
func (f *filler) written(out filling, where surrounding) (string, error) {
	if out.figure != nil {
		return f.drawn(out, where)
	}
	switch {
	case where == attribute:
		return HTML.escaped(out.text), nil
	case where == metadata:
		return line(out.text), nil
	}
	text := f.format.escaped(out.text)
	if where == label { // inside a link or a description nothing else can stand
		return text, nil
	}
	var mark string
	switch url := link(out.sources); {
	case f.opt.Notes == Links && url != "":
		text = f.linked(text, url)
	case f.opt.Notes == Footnotes && len(out.sources) > 0:
		n, fresh := f.notes.add(out.sources)
		mark = f.mark(n, fresh)
	}
	if !f.opt.Unbound && f.format != Text && bindable(out.id, maxID) {
		text += "<!-- recount: " + out.id + " -->"
	}
	return text + mark, nil
}

// maxID bounds the ids that numbers are bound to.
const maxID = 500

// bindable says whether an id can stand where it binds a number: in a comment or the tag of a control.
func bindable(id string, most int) bool {
	return id != "" && id == line(id) && id == strings.Join(strings.Fields(id), " ") && utf8.RuneCountInString(id) <= most &&
		!strings.ContainsAny(id, "<>&") && !strings.Contains(id, "--")
}

func (f *filler) linked(text, url string) string {
	switch f.format {
	case Markdown:
		return "[" + text + "](" + url + ")"
	case HTML:
		return `<a href="` + HTML.escaped(url) + `">` + text + "</a>"
	}
	return text + " (" + url + ")"
}

// mark is the sign of a footnote.
func (f *filler) mark(n int, fresh bool) string {
	switch f.format {
	case Markdown:
		return fmt.Sprintf("[^recount-%d]", n)
	case HTML:
		id := ""
		if fresh {
			id = fmt.Sprintf(` id="recount-ref-%d"`, n)
		}
		return fmt.Sprintf(`<sup%s><a href="#recount-note-%d" role="doc-noteref">%d</a></sup>`, id, n, n)
	}
	return fmt.Sprintf(" [%d]", n)
}

// noteList writes the footnotes at the end.
func (f *filler) noteList() string {
	if len(f.notes.list) == 0 {
		return ""
	}
	var b strings.Builder
	switch f.format {
	case HTML:
		b.WriteString("<section role=\"doc-endnotes\" aria-label=\"Sources\">\n<ol>\n")
	default:
		b.WriteString("\n")
	}
	for i, text := range f.notes.list {
		urls := f.notes.urls[i]
		switch f.format {
		case Markdown:
			fmt.Fprintf(&b, "[^recount-%d]: %s.", i+1, f.format.escaped(text))
			for _, u := range urls {
				b.WriteString(" <" + u + ">")
			}
			b.WriteString("\n")
		case HTML:
			fmt.Fprintf(&b, `<li id="recount-note-%d">%s.`, i+1, f.format.escaped(text))
			for _, u := range urls {
				u = HTML.escaped(u)
				b.WriteString(` <a href="` + u + `">` + u + "</a>")
			}
			fmt.Fprintf(&b, " <a href=\"#recount-ref-%d\" role=\"doc-backlink\">Back</a></li>\n", i+1)
		default:
			fmt.Fprintf(&b, "[%d] %s.%s\n", i+1, f.format.escaped(text), strings.Join(append([]string{""}, urls...), " "))
		}
	}
	if f.format == HTML {
		b.WriteString("</ol>\n</section>\n")
	}
	return b.String()
}

// drawn writes a figure as its embed for the format.
func (f *filler) drawn(out filling, where surrounding) (string, error) {
	if where != prose {
		return "", errors.New("a figure cannot stand inside a tag, a link or metadata")
	}
	fig := out.figure
	f.sheets[fig.ID]++
	s := embed.NewSheet(f.stats, fig, embed.Options{Copy: f.sheets[fig.ID]})
	switch f.format {
	case HTML:
		text, err := s.Snippet(embed.HTML)
		return strings.TrimSpace(text), err
	case Markdown:
		files, err := s.Files(embed.Markdown)
		if err != nil {
			return "", err
		}
		for _, file := range files {
			if !strings.HasSuffix(file.Name, ".md") && !slices.ContainsFunc(f.out.Files, func(g embed.File) bool { return g.Name == file.Name }) {
				f.out.Files = append(f.out.Files, file)
			}
		}
		text, err := s.Snippet(embed.Markdown)
		return strings.TrimSpace(text), err
	}
	if err := s.Check(embed.CMS); err != nil {
		return "", err
	}
	return line("[Figure: " + fig.Title + ". " + fig.Alt + " " + fig.Source + "]"), nil
}
