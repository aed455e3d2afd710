package embed

import (
	"strings"
)

// Pieces are the texts around a figure, plain, a line each: what a system asks for that takes nothing
// but an image and words.
type Pieces struct {
	Title       string `json:"title"`
	Alt         string `json:"alt"`
	Caption     string `json:"caption"`
	Credit      string `json:"credit"`
	Description string `json:"description"`
	Licence     string `json:"licence,omitempty"`
	LicenceURL  string `json:"licence_url,omitempty"`
}

// Pieces returns the texts around the figure.
func (s *Sheet) Pieces() Pieces {
	f := s.Figure
	caption := []string{sentence(f.Title)}
	for _, more := range append([]string{f.Subtitle}, f.Notes...) {
		if more != "" {
			caption = append(caption, sentence(more))
		}
	}
	p := Pieces{Title: line(f.Title), Alt: line(f.Alt), Caption: line(strings.Join(caption, " ")), Credit: line(f.Source)}
	p.Description = line(withoutSource(f.Description, f.Source))
	if all := s.stats.Study().Licences; len(all) > 0 {
		p.LicenceURL = webAddress(all[0].Path)
		if p.Licence = line(all[0].Title); p.Licence == "" {
			p.Licence = line(strings.ReplaceAll(all[0].Name, "-", " "))
		}
	}
	return p
}

// withoutSource leaves out the sentence at the end of a description that names the sources: the source
// line beside it says the same, and the tables too.
func withoutSource(description, source string) string {
	head, _, _ := strings.Cut(source, ". Data: ")
	return strings.TrimSuffix(description, " "+sentence(head))
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}
