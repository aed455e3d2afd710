package datasets

import (
	"fmt"
	"strings"
)

// summary says in a sentence or two what was guessed.
func (sk *sketched) summary() []string {
	byRole := map[string][]string{}
	for _, c := range sk.columns {
		text := fmt.Sprintf("%q", clip(c.name))
		if c.role == "value" && c.field.Own.Unit != "" {
			text += " in " + c.field.Own.Unit
		}
		byRole[c.role] = append(byRole[c.role], text)
	}
	var parts []string
	if h := sk.headings; len(h) > 1 || h[0].line != 1 {
		lines := make([]string, len(h))
		for i, row := range h {
			lines[i] = fmt.Sprint(row.line)
		}
		parts = append(parts, "headings in row "+strings.Join(lines, " and "))
	}
	for _, p := range []struct{ role, words string }{{"value", "values: "}, {"period", "period: "}, {"dimension", "dimensions: "}, {"measure", "measure: "}, {"unit", "unit: "}, {"", "not used: "}} {
		if list := byRole[p.role]; len(list) > 8 {
			parts = append(parts, fmt.Sprintf("%s%s … %s (%d)", p.words, strings.Join(list[:3], ", "), list[len(list)-1], len(list)))
		} else if len(list) > 0 {
			parts = append(parts, p.words+strings.Join(list, ", "))
		}
	}
	notes := []string{sk.shown() + ": " + strings.Join(parts, "; ")}
	if len(sk.comments) > 0 {
		notes = append(notes, fmt.Sprintf("%s: left out as notes: %s", sk.shown(), plainCount(sk.comments)))
	}
	for _, c := range sk.columns {
		if c.role == "dimension" {
			for _, total := range []string{"total", "all", "overall", "sum"} {
				for cell := range c.distinct {
					if strings.EqualFold(cell, total) {
						notes = append(notes, fmt.Sprintf("%s: %q in column %q is taken as one more value beside the others", sk.shown(), cell, clip(c.name)))
					}
				}
			}
		}
	}
	return notes
}

func plainCount(lines []int) string {
	if len(lines) == 1 {
		return fmt.Sprintf("row %d", lines[0])
	}
	return fmt.Sprintf("rows %d to %d", lines[0], lines[len(lines)-1])
}
