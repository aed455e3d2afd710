package figures

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// program runs a reader of files where it is installed.
func program(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	cmd := exec.Command(name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, stderr.Bytes())
	}
	return out
}

// Rules 1, 2 and 13 of the accessibility table, on the committed files.
func TestShippedSVG(t *testing.T) {
	files, err := filepath.Glob("xinjiang/*.svg")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	prefix := regexp.MustCompile(`^[a-z0-9-]+-[0-9a-f]{6}-`)
	all := map[string]string{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		svg := readSVG(t, data)
		if svg.role != "img" || svg.lang != "en" || svg.title == "" || svg.desc == "" {
			t.Errorf("%s: role %q, lang %q, title %q, desc %q", name, svg.role, svg.lang, svg.title, svg.desc)
		}
		if svg.label != svg.titleID || svg.describe != svg.descID || svg.label == svg.describe {
			t.Errorf("%s: labelled by %q, title %q; described by %q, desc %q", name, svg.label, svg.titleID, svg.describe, svg.descID)
		}
		if svg.visible > 0 || svg.text > 0 {
			t.Errorf("%s: %d shapes outside the hidden group, %d text elements", name, svg.visible, svg.text)
		}
		for _, bad := range svg.bad {
			t.Errorf("%s: %s", name, bad)
		}
		for id := range svg.ids {
			if !prefix.MatchString(id) || all[id] != "" {
				t.Errorf("%s: id %q has no prefix of figure and six digits, or stands in %s too", name, id, all[id])
			}
			all[id] = name
		}
	}
}

// Two drawings of one figure on a page, and two copies of one, share no id.
func TestIDsOnOnePage(t *testing.T) {
	f := open(t, harbour).Get("share")
	seen := map[string]bool{}
	for _, o := range []Options{{}, {Copy: 1}, {Preset: "phone"}, {Dark: true}} {
		d, err := f.Draw(o)
		if err != nil {
			t.Fatal(err)
		}
		data, _ := d.Bytes(SVG)
		for id := range readSVG(t, data).ids {
			if seen[id] {
				t.Fatalf("%+v: id %q is taken", o, id)
			}
			seen[id] = true
		}
	}
}

// svgFile is what the walk of an SVG file finds.
type svgFile struct {
	role, lang, label, describe  string
	title, titleID, desc, descID string
	ids                          map[string]bool
	visible, text                int
	bad                          []string
}

func readSVG(t *testing.T, data []byte) svgFile {
	t.Helper()
	f := svgFile{ids: map[string]bool{}}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	depth, hidden := 0, 0 // hidden: depth of the hidden group
	var into *string
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			attr := map[string]string{}
			for _, a := range tok.Attr {
				attr[a.Name.Local] = a.Value
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") || a.Name.Local == "style" {
					f.bad = append(f.bad, tok.Name.Local+" "+a.Name.Local+"="+a.Value)
				}
			}
			if attr["id"] != "" {
				f.ids[attr["id"]] = true
			}
			switch name := tok.Name.Local; name {
			case "svg":
				f.role, f.lang, f.label, f.describe = attr["role"], attr["lang"], attr["aria-labelledby"], attr["aria-describedby"]
			case "title", "desc":
				if depth == 2 && name == "title" {
					f.titleID, into = attr["id"], &f.title
				} else if depth == 2 {
					f.descID, into = attr["id"], &f.desc
				}
			case "script", "style", "foreignObject", "image", "a", "font":
				f.bad = append(f.bad, "element "+name)
			case "text":
				f.text++
			case "g":
				if attr["aria-hidden"] == "true" && hidden == 0 {
					hidden = depth
				}
			case "use":
				if hidden == 0 {
					f.visible++
				}
			}
		case xml.CharData:
			if into != nil {
				*into += string(tok)
			}
		case xml.EndElement:
			into = nil
			if depth == hidden {
				hidden = 0
			}
			depth--
		case xml.Directive, xml.ProcInst:
			f.bad = append(f.bad, "doctype or processing instruction")
		}
	}
	return f
}

// Rule 11: readers of PDF find title and every label, embedded fonts only, and nothing to complain of.
// No file is larger than 60 kB.
func TestShippedPDF(t *testing.T) {
	for _, f := range open(t, "../datasets/xinjiang").All() {
		t.Run(f.ID, func(t *testing.T) {
			name := filepath.Join("xinjiang", f.ID+".pdf")
			if info, err := os.Stat(name); err != nil || info.Size() >= 60_000 {
				t.Errorf("size %v, error %v", info, err)
			}
			d, err := f.Draw(Options{})
			if err != nil {
				t.Fatal(err)
			}
			text := string(program(t, "pdftotext", "-raw", name, "-"))
			if strings.Contains(text, "\u00a0") {
				t.Error("the text has spaces that nobody types")
			}
			text = spaces(text)
			for _, label := range d.Texts() {
				if !strings.Contains(text, spaces(label)) {
					t.Errorf("pdftotext does not find %q in %q", label, text)
				}
			}
			info := string(program(t, "pdfinfo", name))
			for _, want := range []string{"Title:           " + f.Title, "Tagged:          yes", "Metadata Stream: yes"} {
				if !strings.Contains(info, want) {
					t.Errorf("pdfinfo says\n%swithout %q", info, want)
				}
			}
			if strings.Contains(info, "Date") {
				t.Errorf("the file has a date:\n%s", info)
			}
			for line := range strings.Lines(string(program(t, "pdffonts", name))) {
				if strings.Contains(line, "TrueType") && !strings.Contains(line, "yes no  yes") {
					t.Errorf("font is not embedded or has no Unicode: %s", line)
				}
			}
			program(t, "qpdf", "--check", name)
		})
	}
}

// spaces makes every space of a text a plain one.
func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// The three formats show the same picture, to the eye of librsvg, poppler and Chromium.
func TestFormatsAgree(t *testing.T) {
	for _, id := range []string{"birth-rates", "interviews", "detention-estimates", "un-vote"} {
		ours, err := os.ReadFile(filepath.Join("xinjiang", id+".png"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(bytes.NewReader(ours))
		if err != nil {
			t.Fatal(err)
		}
		svg := filepath.Join("xinjiang", id+".svg")
		t.Run(id+" librsvg", func(t *testing.T) {
			alike(t, program(t, "rsvg-convert", "--zoom", "2", svg), want)
		})
		t.Run(id+" poppler", func(t *testing.T) {
			alike(t, program(t, "pdftoppm", "-r", "192", "-png", filepath.Join("xinjiang", id+".pdf")), want)
		})
		t.Run(id+" chromium", func(t *testing.T) {
			if testing.Short() || id != "birth-rates" {
				t.Skip("one figure is enough, and takes a second")
			}
			path, err := filepath.Abs(svg)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			shot := filepath.Join(dir, "shot.png")
			program(t, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir="+dir,
				"--window-size=640,360", "--force-device-scale-factor=2", "--screenshot="+shot, "file://"+path)
			data, err := os.ReadFile(shot)
			if err != nil {
				t.Fatal(err)
			}
			alike(t, data, want)
		})
	}
}

// alike compares two renderings: edges are smoothed in different ways, so few pixels may differ much.
func alike(t *testing.T, data []byte, want image.Image) {
	t.Helper()
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds().Size() != want.Bounds().Size() {
		t.Fatalf("%v pixels, want %v", got.Bounds().Size(), want.Bounds().Size())
	}
	far, total := 0, 0
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			a, _, _, _ := got.At(x, y).RGBA()
			b, _, _, _ := want.At(x, y).RGBA()
			if d := int(a>>8) - int(b>>8); d > 96 || d < -96 {
				far++
			}
			total++
		}
	}
	if share := float64(far) / float64(total); share > 0.004 {
		t.Errorf("%.2f %% of the pixels differ by more than 96 of 255", 100*share)
	}
}
