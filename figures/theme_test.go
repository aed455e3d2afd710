package figures

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
)

// A theme changes what it names; the lint holds for it too.
func TestTheme(t *testing.T) {
	theme := `
light: {c1: "#1F4E79", ink: "#000000"}
sizes: {title: 1.5, web: 10}
logo: Harbour Watch
fonts: {regular: serif.ttf}
families: Brand Serif, serif
`
	dir := copyStudy(t, [3]string{"theme.yaml", "", theme})
	if err := os.WriteFile(filepath.Join(dir, "serif.ttf"), liberationserifregular.TTF, 0o666); err != nil {
		t.Fatal(err)
	}
	f := open(t, dir).Get("share")
	d, err := f.Draw(Options{})
	if err != nil {
		t.Fatal(err)
	}
	svg, _ := d.Bytes(SVG)
	plain := mustDraw(t, open(t, harbour).Get("share"), SVG)
	for _, want := range []string{`fill="#1f4e79"`} {
		if !strings.Contains(string(svg), want) || strings.Contains(string(plain), want) {
			t.Errorf("%q: in the themed file %v, in the plain one %v", want, strings.Contains(string(svg), want), strings.Contains(string(plain), want))
		}
	}
	if texts := strings.Join(d.Texts(), "|"); !strings.Contains(texts, "Harbour Watch") {
		t.Errorf("no logo line in %s", texts)
	}
	e, err := f.Draw(Options{Editable: true})
	if err != nil {
		t.Fatal(err)
	}
	editable, _ := e.Bytes(SVG)
	if !strings.Contains(string(editable), `font-family="Brand Serif, serif"`) || !strings.Contains(string(editable), ">Harbour Watch</text>") {
		t.Error("editable text is not in the theme's family")
	}
}

func TestThemeFaults(t *testing.T) {
	for yaml, want := range map[string]string{
		"light: {c1: blue}\n":              `theme.yaml:1:13: light c1: "blue" is not a colour`,
		"light: {c5: '#000000'}\n":         `no key "c5"`,
		"sizes: {web: 200}\n":              `sizes web is "200", want a number from 5 to 60`,
		"sizes: {poster: 10}\n":            `no key "poster"`,
		"fonts: {regular: none.ttf}\n":     "reading font none.ttf",
		"fonts: {regular: ferries.csv}\n":  "not a readable TrueType",
		"fonts: {italic: a.ttf}\n":         `no key "italic"`,
		"families: '\"><script>'\n":        "families",
		"colours: {}\n":                    `no key "colours"`,
		"fonts: {regular: ../../secret}\n": "reading font",
	} {
		_, err := tryOpen(copyStudy(t, [3]string{"theme.yaml", "", yaml}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", yaml, err, want)
		}
	}
}

// Every rule of the lint, broken by a theme or a figure of the user's.
func TestLintOfThemes(t *testing.T) {
	for _, tt := range []struct{ name, theme, rule string }{
		{"pale text", "light: {muted: '#BBBBBB'}\n", "contrast"},
		{"pale bars", "light: {c1: '#D0E0F0'}\n", "contrast"},
		{"colours alike", "light: {c1: '#2E7D32', c2: '#A0522D'}\n", "colours"},
		{"small type", "sizes: {web: 8}\n", "size"},
		{"type too large for the place", "sizes: {web: 40}\n", "canvas"},
	} {
		set := open(t, copyStudy(t, [3]string{"theme.yaml", "", tt.theme}))
		_, err := set.Get("share").Draw(Options{})
		lint, ok := err.(*LintError)
		if !ok {
			t.Errorf("%s: error %v, want a LintError", tt.name, err)
			continue
		}
		found := false
		for _, p := range lint.Problems {
			found = found || p.Rule == tt.rule && p.Figure == "share" && strings.Contains(p.Error(), "share")
		}
		if !found {
			t.Errorf("%s: %v, want rule %s", tt.name, lint, tt.rule)
		}
	}
}

// Places called <script> and titles with markup come out as words in every format.
func TestHostileWords(t *testing.T) {
	const evil = `<script>alert(1)</script> & "quoted" ]]> \input{x} =1+1`
	set := open(t, onlyFigure(t, "- id: x\n  kind: bar\n  title: '"+evil+"'\n  subtitle: '"+evil+"'\n  categories: ['"+evil+"', b]\n  horizontal: true\n  series: [{values: [cross-n-2018, cross-n-2019]}]\n"))
	d, err := set.All()[0].Draw(Options{Preset: "double"})
	if err != nil {
		t.Fatal(err)
	}
	svg, _ := d.Bytes(SVG)
	if s := string(svg); strings.Contains(s, "<script") || strings.Contains(s, "]]>") {
		t.Error("markup came through into the SVG")
	}
	pdf, _ := d.Bytes(PDF)
	_, packet, _ := strings.Cut(string(pdf), "<?xpacket begin")
	if packet, _, _ = strings.Cut(packet, "<?xpacket end"); packet == "" || strings.Contains(packet, "<script") {
		t.Error("markup came through into the PDF's metadata")
	}
	for _, data := range [][]byte{svg, pdf} {
		if _, err := ReadReceipt(data); err != nil {
			t.Error(err)
		}
	}
}
