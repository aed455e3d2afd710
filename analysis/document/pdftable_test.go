package document

import (
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// gridOf prints the first table: "head 1x1", then its rows, the copies of merged cells as "^".
func gridOf(d *Document) string {
	if len(d.Tables) == 0 {
		return "no table"
	}
	var b strings.Builder
	t := d.Tables[0]
	b.WriteString(t.Label + " head " + itoa(t.HeaderRows) + "\n")
	for _, row := range t.Cells {
		for c, cell := range row {
			if c > 0 {
				b.WriteString("|")
			}
			if cell.Covered {
				b.WriteString("^")
			} else {
				b.WriteString(cell.Text)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// A cellAt is a piece of text at a place of a page.
type cellAt struct {
	x, y float64
	text string
}

func drawCells(p *fpdf.Fpdf, cells []cellAt) {
	for _, c := range cells {
		p.Text(c.x, c.y, c.text)
	}
}

// rightAligned puts numbers into columns that end at the given places, 16 points a row.
func rightAligned(p *fpdf.Fpdf, y float64, ends []float64, rows ...[]string) {
	for i, row := range rows {
		for k, s := range row {
			x := 60.0
			if k > 0 {
				x = ends[k-1] - p.GetStringWidth(s)
			}
			if s != "" {
				p.Text(x, y+16*float64(i), s)
			}
		}
	}
}

// Tables without a single rule, as office programs and TeX print them, come out as rows and columns.
func TestPDFTablesWithoutRules(t *testing.T) {
	ends := []float64{220, 290, 360}
	for _, tt := range []struct {
		name string
		draw func(*fpdf.Fpdf)
		want string
	}{
		{"nothing but numbers", func(p *fpdf.Fpdf) {
			p.Text(60, 84, "Table 1. Deaths by cause")
			rightAligned(p, 100, ends, []string{"Year", "Illness", "Violence", "Total"}, []string{"2016", "31", "4", "35"}, []string{"2017", "28", "7", "35"}, []string{"2018", "35", "3", "38"},
				[]string{"2019", "26", "6", "32"}, []string{"2020", "44", "5*", "49"})
		}, "Table 1 head 1\nYear|Illness|Violence|Total\n2016|31|4|35\n2017|28|7|35\n2018|35|3|38\n2019|26|6|32\n2020|44|5*|49\n"},
		{"cell by cell, with cells of two lines", func(p *fpdf.Fpdf) {
			p.Text(60, 84, "Table 2. The volunteers")
			drawCells(p, []cellAt{{60, 100, "Trait"}, {200, 100, "Vaccine"}, {200, 112, "group"}, {300, 100, "Placebo"}, {300, 112, "group"},
				{60, 132, "Smoker"}, {200, 132, "21 (17.5)"}, {300, 132, "25 (22.1)"},
				{60, 152, "Infected before, n"}, {60, 164, "(%)"}, {200, 152, "54 (37.5)"}, {300, 152, "40 (33.9)"},
				{60, 184, "Age"}, {200, 184, "41.3"}, {300, 184, "40.8"}})
		}, "Table 2 head 1\nTrait|Vaccine group|Placebo group\nSmoker|21 (17.5)|25 (22.1)\nInfected before, n (%)|54 (37.5)|40 (33.9)\nAge|41.3|40.8\n"},
		{"merged headings", func(p *fpdf.Fpdf) {
			p.Text(60, 68, "Table 3. Members")
			drawCells(p, []cellAt{{195, 84, "2022"}, {330, 84, "2023"}})
			rightAligned(p, 100, []float64{200, 260, 330, 390}, []string{"Age", "Women", "Men", "Women", "Men"}, []string{"Under 16", "3,210", "2,980", "3,340", "3,105"}, []string{"16 and over", "4,120", "2,760", "4,315", "2,890"},
				[]string{"Total", "7,330", "5,740", "7,655", "5,995"})
		}, "Table 3 head 2\n|2022|^|2023|^\nAge|Women|Men|Women|Men\nUnder 16|3,210|2,980|3,340|3,105\n16 and over|4,120|2,760|4,315|2,890\nTotal|7,330|5,740|7,655|5,995\n"},
		{"groups, empty cells and a heading between the rows", func(p *fpdf.Fpdf) {
			p.Text(60, 84, "Table 4 - Crops")
			drawCells(p, []cellAt{{60, 100, "Group"}, {120, 100, "Crop"}, {220, 100, "Area (ha)"}, {300, 100, "Yield (t/ha)"},
				{60, 116, "Cereals"}, {120, 116, "Maize"}, {220, 116, "12 450"}, {300, 116, "2.30"},
				{120, 132, "Sorghum"}, {220, 132, "4 820"},
				{60, 148, "Under glass"},
				{60, 164, "Pulses"}, {120, 164, "Beans"}, {220, 164, "3 060"}, {300, 164, "0.70"},
				{120, 180, "Peas"}, {220, 180, "2 135"}, {300, 180, "0.85"}})
		}, "Table 4 head 1\nGroup|Crop|Area (ha)|Yield (t/ha)\nCereals|Maize|12 450|2.30\n|Sorghum|4 820|\nUnder glass|||\nPulses|Beans|3 060|0.70\n|Peas|2 135|0.85\n"},
		{"headings with numbers", func(p *fpdf.Fpdf) {
			p.Text(60, 84, "Table 5. Residents")
			rightAligned(p, 100, ends, []string{"Camp", "Under 18", "18-59", "60 and over"}, []string{"Orsa", "4,680", "3,127", "411"}, []string{"Belin", "2,520", "1,842", "265"}, []string{"Total", "7,200", "4,969", "676"})
		}, "Table 5 head 1\nCamp|Under 18|18-59|60 and over\nOrsa|4,680|3,127|411\nBelin|2,520|1,842|265\nTotal|7,200|4,969|676\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := readPDFFile(t, pdfFile(func(p *fpdf.Fpdf) {
				lines(p, 60, 30, "The table that stands below was drawn up by the office from its own books, and nothing", "in it was rounded or left out by those who copied it.")
				tt.draw(p)
				lines(p, 60, 260, "What stands in the books of the years before was not counted in the same way, and it is", "not shown here for that reason.")
			}))
			if got := gridOf(d); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s\n%s", got, tt.want, blocksOf(d))
			}
		})
	}
}

// Prose with many numbers, reference lists, indexes and footnotes are no tables.
func TestPDFNoTables(t *testing.T) {
	for name, draw := range map[string]func(*fpdf.Fpdf){
		"years in prose": func(p *fpdf.Fpdf) {
			lines(p, 60, 100, "It was so in 2011, 2012, 2013 and 2014, and again in 2016, 2017, 2018 and 2019, when", "wells ran dry in 31, 28, 35 and 26 of the places, of which 12, 15, 9 and 17 lay in the", "north, and in 2020, 2021, 2022 and 2023, when 44, 41, 39 and 40 did.")
		},
		"an index": func(p *fpdf.Fpdf) {
			lines(p, 60, 100, "wells . . . 31, 32, 54, 56, 64, 71, 72, 77", "     80, 86, 87, 89, 90, 96, 134", "winter  12, 14, 150, 152, 153", "     254, 290, 308", "woods . . . 413, 414, 418, 419, 458")
		},
		"references": func(p *fpdf.Fpdf) {
			lines(p, 60, 100, "[1]  Office of wells, Report 2019, vol. 12 (3), pp. 45-67, 2020.", "[2]  Office of wells, Report 2020, vol. 13 (1), pp. 12-19, 2021.", "[3]  Office of wells, Report 2021, vol. 14 (2), pp. 90-97, 2022.")
		},
		"footnotes": func(p *fpdf.Fpdf) {
			x := drawRaised(p, 60, 100, "The wells were counted by the office.", "1")
			drawRaised(p, x, 100, " So were the woods.", "2")
			p.SetFontSize(8)
			lines(p, 60, 700, "1  Wells 2019, pp. 12, 14, 18; Woods 2020, pp. 3, 7.", "2  Woods 2020, pp. 12, 14; Wells 2021, pp. 31, 36.")
			p.SetFontSize(11)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := readPDFFile(t, pdfFile(func(p *fpdf.Fpdf) {
				lines(p, 60, 50, "The office has counted the wells of the country for as long as anyone can remember, and", "what it found was printed in a report each year.")
				draw(p)
			}))
			if len(d.Tables) > 0 {
				t.Errorf("%d tables:\n%s\n%s", len(d.Tables), gridOf(d), blocksOf(d))
			}
		})
	}
}
