package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// parts makes a workbook out of its XML parts, for what excelize does not write.
func parts(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// minimal is a workbook with one sheet that holds the given rows.
func minimal(rows string) map[string]string {
	return map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d\-mmm\-yy"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="[Red]#,##0&quot; days&quot;"/><numFmt numFmtId="167" formatCode="[h]:mm"/><numFmt numFmtId="168" formatCode="hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml":       `<sst><si><t>plain</t></si><si><r><t>rich </t></r><r><t xml:space="preserve">text</t></r><rPh><t>hint</t></rPh></si><si><t>a_x000A_b_x0041_</t></si></sst>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + rows + `</sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells></worksheet>`,
	}
}

func TestCells(t *testing.T) {
	for _, tt := range []struct {
		cell string
		kind Kind
		text string
	}{
		{`<c t="s"><v>0</v></c>`, Text, "plain"},
		{`<c t="s"><v>1</v></c>`, Text, "rich text"},
		{`<c t="s"><v>2</v></c>`, Text, "a\nbA"},
		{`<c t="inlineStr"><is><t>in &amp; line</t></is></c>`, Text, "in & line"},
		{`<c t="str"><f>A1</f><v>cached</v></c>`, Text, "cached"},
		{`<c t="b"><v>1</v></c>`, Bool, "true"},
		{`<c t="e"><v>#DIV/0!</v></c>`, Error, "#DIV/0!"},
		{`<c t="d"><v>2018-03-05</v></c>`, Date, "2018-03-05"},
		{`<c><f>1+1</f><v>2</v></c>`, Number, "2"},
		{`<c><v>0.30000000000000004</v></c>`, Number, "0.3"},
		{`<c><v>1.1000000000000001E-7</v></c>`, Number, "0.00000011"},
		{`<c><v>1.5E+20</v></c>`, Number, "150000000000000000000"},
		{`<c><v>123456789012345678</v></c>`, Number, "123456789012346000"},
		{`<c><v>-0</v></c>`, Number, "0"},
		{`<c><v>-12.5</v></c>`, Number, "-12.5"},
		{`<c s="2"><v>0.65</v></c>`, Percent, "65"},
		{`<c s="2"><v>5.7000000000000002E-2</v></c>`, Percent, "5.7"},
		{`<c s="1"><v>43164</v></c>`, Date, "2018-03-05"},
		{`<c s="1"><v>1</v></c>`, Date, "1900-01-01"},
		{`<c s="1"><v>59</v></c>`, Date, "1900-02-28"},
		{`<c s="1"><v>60</v></c>`, Number, "60"}, // 29 February 1900 never was
		{`<c s="1"><v>61</v></c>`, Date, "1900-03-01"},
		{`<c s="6"><v>43164.5</v></c>`, Date, "2018-03-05T12:00:00"},
		{`<c s="5"><v>0.75</v></c>`, Date, "18:00:00"},
		{`<c s="3"><v>30</v></c>`, Number, "30"}, // the days are quoted text of the format
		{`<c s="4"><v>1.5</v></c>`, Number, "1.5"},
		{`<c s="99"><v>7</v></c>`, Number, "7"},
	} {
		b, err := Open(parts(t, minimal(`<row>`+tt.cell+`</row>`)))
		if err != nil {
			t.Fatal(err)
		}
		s, err := b.Sheet("One")
		if err != nil || len(s.Cells) != 1 {
			t.Errorf("%s: %d cells, %v", tt.cell, len(s.Cells), err)
			continue
		}
		c := s.Cells[0]
		if c.Kind != tt.kind || c.Text != tt.text || c.Row != 1 || c.Col != 1 || c.Formula != strings.Contains(tt.cell, "<f>") {
			t.Errorf("%s is %+v, want %v %q", tt.cell, c, tt.kind, tt.text)
		}
	}
}

func TestPlaces(t *testing.T) {
	b, err := Open(parts(t, minimal(`<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c><c r="AA3"><v>3</v></c></row><row><c><v>4</v></c><c/></row>`)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Sheet(b.First())
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]int{{3, 2}, {3, 3}, {3, 27}, {4, 1}}
	if len(s.Cells) != len(want) {
		t.Fatalf("%d cells, want %d", len(s.Cells), len(want))
	}
	for i, c := range s.Cells {
		if c.Row != want[i][0] || c.Col != want[i][1] {
			t.Errorf("cell %d is in row %d, column %d, want %v", i, c.Row, c.Col, want[i])
		}
	}
	if len(s.Merged) != 1 || s.Merged[0] != (Range{1, 1, 2, 3}) {
		t.Errorf("merged are %v", s.Merged)
	}
	if ColumnName(27) != "AA" || ColumnName(16384) != "XFD" {
		t.Errorf("columns are named %s, %s", ColumnName(27), ColumnName(16384))
	}
}

// The oracle is excelize, which writes the workbook and reads it again.
func TestAgainstExcelize(t *testing.T) {
	f := excelize.NewFile()
	if _, err := f.NewSheet("Second & last"); err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for row := 1; row <= 200; row++ {
		cell := func(col int) string { s, _ := excelize.CoordinatesToCellName(col, row); return s }
		v := math.Ldexp(rng.Float64()-0.5, rng.IntN(80)-30)
		day := time.Date(1901+rng.IntN(150), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
		for col, value := range []any{v, rng.IntN(1e9), "text ü " + strconv.Itoa(row), day, row%2 == 0} {
			if err := f.SetCellValue("Second & last", cell(col+1), value); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetCellStyle("Second & last", cell(4), cell(4), style); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.MergeCell("Second & last", "H1", "J2"); err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	b, err := Open(buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if names := b.Sheets(); len(names) != 2 || names[1] != "Second & last" || b.First() != "Sheet1" {
		t.Fatalf("sheets are %q", names)
	}
	s, err := b.Sheet("Second & last")
	if err != nil || len(s.Cells) != 1000 || len(s.Merged) != 1 {
		t.Fatalf("%d cells, %d merged, %v", len(s.Cells), len(s.Merged), err)
	}
	again, err := excelize.OpenReader(&buf)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Cells {
		name, _ := excelize.CoordinatesToCellName(c.Col, c.Row)
		raw, err := again.GetCellValue("Second & last", name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		switch c.Kind {
		case Date:
			serial, _ := strconv.ParseFloat(raw, 64)
			when, err := excelize.ExcelDateToTime(serial, false)
			if err != nil || when.Format("2006-01-02") != c.Text {
				t.Errorf("%s is %s, want %v (%v)", name, c.Text, when, err)
			}
		case Bool:
			if want := map[string]string{"TRUE": "true", "FALSE": "false", "1": "true", "0": "false"}[raw]; c.Text != want {
				t.Errorf("%s is %s, want %s", name, c.Text, raw)
			}
		case Number:
			want, _ := strconv.ParseFloat(raw, 64)
			got, err := strconv.ParseFloat(c.Text, 64)
			if err != nil || math.Abs(got-want) > 1e-14*math.Abs(want) {
				t.Errorf("%s is %s, want %s", name, c.Text, raw)
			}
		default:
			if c.Text != raw {
				t.Errorf("%s is %q, want %q", name, c.Text, raw)
			}
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	bomb := minimal("")
	bomb["xl/worksheets/sheet1.xml"] = "<worksheet>" + strings.Repeat(" ", 64<<20) + "</worksheet>"
	missing := minimal("")
	delete(missing, "xl/worksheets/sheet1.xml")
	empty := minimal("")
	empty["xl/workbook.xml"] = "<workbook/>"
	entity := minimal(`<row><c t="str"><v>&secret;</v></c></row>`)
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"no zip", []byte("a,b\n"), "zip"},
		{"old format", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), ".xls"},
		{"truncated", parts(t, minimal(""))[:300], "zip"},
		{"bomb", parts(t, bomb), "unpacks to"},
		{"missing part", parts(t, missing), "is missing"},
		{"no sheets", parts(t, empty), "no sheets"},
		{"broken XML", parts(t, minimal("<row><c><v>1</v></row>")), "ends too early"},
		{"entity", parts(t, entity), "secret"},
		{"bad string", parts(t, minimal(`<row><c t="s"><v>3</v></c></row>`)), "shared string"},
		{"bad number", parts(t, minimal(`<row><c><v>0x10</v></c></row>`)), "is not a number"},
		{"far away", parts(t, minimal(`<row r="2000000"><c><v>1</v></c></row>`)), "row 2000000"},
	} {
		b, err := Open(tt.data)
		if err == nil {
			_, err = b.Sheet(b.First())
		}
		if !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want an error with %q", tt.name, err, tt.want)
		}
	}
}

// FuzzSheet: whatever the sheet, no panic, and every cell lies on it.
func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<row r="1"><c r="A1" t="s"><v>0</v></c><c s="1"><v>43164.25</v></c></row>`))
	f.Add([]byte(`<row><c t="inlineStr"><is><r><t>x</t></r></is></c><c t="e"><v>#N/A</v></c></row>`))
	f.Add([]byte(`</sheetData><mergeCell ref="A1:B2"/><c r="ZZZ9"><v>-1e-9</v></c>`))
	f.Fuzz(func(t *testing.T, rows []byte) {
		b, err := Open(parts(t, minimal(string(rows))))
		if err != nil {
			t.Fatal(err)
		}
		s, err := b.Sheet("One")
		if err != nil {
			return
		}
		for _, c := range s.Cells {
			if c.Row < 1 || c.Row > MaxRows || c.Col < 1 || c.Col > MaxColumns || c.Text == "" {
				t.Fatalf("%q holds %+v", rows, c)
			}
		}
	})
}

// FuzzOpen: whatever the bytes, no panic.
func FuzzOpen(f *testing.F) {
	f.Add(parts(f, minimal(`<row><c><v>1</v></c></row>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if b, err := Open(data); err == nil {
			_, _ = b.Sheet(b.First())
		}
	})
}
