// Package show puts figures and tables under a notebook's cells.
package show

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/janpfeifer/gonb/gonbui"
	"github.com/janpfeifer/gonb/gonbui/protocol"

	"recount/analysis/statistic"
	"recount/figures"
)

// Figure draws a figure of a study as SVG, with its alternative text as the plain form.
func Figure(set *statistic.Set, id string) {
	all, err := figures.Load(set)
	if err != nil {
		panic(err)
	}
	f := all.Get(id)
	if f == nil {
		panic("there is no figure " + id)
	}
	drawn, err := f.Draw(figures.Options{})
	if err != nil {
		panic(err)
	}
	svg, err := drawn.Bytes(figures.SVG)
	if err != nil {
		panic(err)
	}
	gonbui.SendData(&protocol.DisplayData{Data: map[protocol.MIMEType]any{
		"image/svg+xml": string(svg),
		"text/plain":    f.Alt,
	}})
	gonbui.Sync() // a display on its way when the cell ends would be lost
}

// Table prints rows as a table of plain text; the first row holds the headings. Columns that hold only
// numbers below it are set to the right.
func Table(rows [][]string) {
	if len(rows) == 0 {
		return
	}
	width := make([]int, len(rows[0]))
	right := make([]bool, len(rows[0]))
	for c := range rows[0] {
		right[c] = len(rows) > 1
		for r, row := range rows {
			width[c] = max(width[c], utf8.RuneCountInString(row[c]))
			if r > 0 && row[c] != "" && !strings.ContainsAny(row[c][:1], "0123456789-−(") {
				right[c] = false
			}
		}
	}
	for r, row := range rows {
		var b strings.Builder
		for c, cell := range row {
			pad := strings.Repeat(" ", width[c]-utf8.RuneCountInString(cell))
			if right[c] {
				b.WriteString(pad + cell + "  ")
			} else {
				b.WriteString(cell + pad + "  ")
			}
		}
		fmt.Println(strings.TrimRight(b.String(), " "))
		if r == 0 {
			total := 0
			for _, w := range width {
				total += w + 2
			}
			fmt.Println(strings.Repeat("─", total-2))
		}
	}
}
