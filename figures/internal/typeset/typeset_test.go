package typeset

import (
	"errors"
	"image/color"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"
)

func setter(t testing.TB, fonts ...File) *Setter {
	t.Helper()
	s, err := New(fonts...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func shape(t testing.TB, s *Setter, text string) *Line {
	t.Helper()
	l, err := s.Shape(text, Regular)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Every character that names of people, places and institutions of the region are written with,
// except Han, which needs a font of the theme's.
func TestCoverage(t *testing.T) {
	s := setter(t)
	for name, chars := range map[string]string{
		"latin":     "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĠġĪīİıŁłŃńŇňŌōŐőŒœŘřŚśŞşŠšŢţŤťŪūŮůŰűŹźŻżŽžḥṣṭḍẓḤṢʻʼ",
		"cyrillic":  "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяӘәҒғҚқҢңӨөҰұҮүҺһІі",
		"uyghur":    "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە،؟",
		"maths":     "−±×÷≈≠≤≥√∞‰%½⅓⅔–—…“”‘’°²³⁵",
		"combining": "s\u0323h\u0323u\u0308",
	} {
		for _, w := range []Weight{Regular, Bold} {
			if _, err := s.Shape(chars, w); err != nil {
				t.Errorf("%s, weight %d: %v", name, w, err)
			}
		}
	}
}

func TestMissingGlyph(t *testing.T) {
	_, err := setter(t).Shape("Ürümqi 乌鲁木齐", Regular)
	var missing *MissingGlyphError
	if !errors.As(err, &missing) || missing.Rune != '乌' {
		t.Fatalf("Shape of a Han name: %v, want a missing 乌", err)
	}
	for _, want := range []string{"乌", "U+4E4C", "theme.yaml"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not say %q", err, want)
		}
	}
}

// Letters of a word take their initial, medial and final forms: none is the isolated one.
func TestArabicJoins(t *testing.T) {
	s := setter(t)
	for _, word := range []string{"ئۈرۈمچى", "قەشقەر", "شىنجاڭ", "خوتەن"} {
		alone := make(map[*Outline]bool)
		for _, r := range word {
			for _, g := range shape(t, s, string(r)).Glyphs {
				alone[g.Outline] = true
			}
		}
		joined := 0
		for _, g := range shape(t, s, word).Glyphs {
			if !alone[g.Outline] {
				joined++
			}
		}
		if joined < 3 {
			t.Errorf("%s: %d of its glyphs are joining forms, want at least 3", word, joined)
		}
	}
}

// The order on paper, left to right, of texts in two directions. Without isolates the brackets of the
// first two land left of the name.
func TestBidi(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		rtl        bool
	}{
		{"قەشقەر (26/40)", "رەقشەق (26/40)", false},
		{"in خوتەن: 20.94 to 8.58", "in نەتوخ: 20.94 to 8.58", false},
		{"ئۈرۈمچى شەھىرى 2018", "ىرىھەش ىچمۈرۈئ 2018", false},
		{"ئۈرۈمچى, قەشقەر (2018)", "ىچمۈرۈئ, رەقشەق (2018)", false}, // a list in an English sentence
		{"قەشقەر (26/40)", "(26/40) رەقشەق", true},                  // brackets mirror back into place
		{"نسبة 48.7% من", "نم 48.7% ةبسن", true},
		{"تغير −48.7%،", "،−48.7% ريغت", true},
		{"التقييم (UN assessment, para 5).", ".(UN assessment, para 5) مييقتلا", true},
		{"6 October 2022: زيارة", "ةرايز :6 October 2022", true},
		{"شينجيانغ (Xinjiang) 8.14", "8.14 (Xinjiang) غنايجنيش", true},
		{"CHRD, 2018 [Reuters]، تقرير", "ريرقت ،CHRD, 2018 [Reuters]", true},
		{"Source: UN assessment, para 108 [2022].", "Source: UN assessment, para 108 [2022].", true},
		{"−48.7% [26/40]", "−48.7% [26/40]", true},
		{"plain text, 12.5 %", "plain text, 12.5 %", false},
		{"rose to \u202e52 \u202dper cent", "rose to 52 per cent", false}, // overrides, by which 52 would read 25
	} {
		s := setter(t)
		if tt.rtl {
			s.RightToLeft()
		}
		got := mirrored(shape(t, s, tt.text).Visual, tt.rtl)
		if got != tt.want {
			t.Errorf("visual order of %q (rtl %v):\n got %q\nwant %q", tt.text, tt.rtl, got, tt.want)
		}
	}
}

// mirrored swaps round brackets, which right-to-left runs hold in reading order.
func mirrored(s string, rtl bool) string {
	if !rtl {
		return s
	}
	return strings.NewReplacer("(", ")", ")", "(").Replace(s)
}

// Isolating a text adds pairs of controls and nothing else, in either direction.
func FuzzIsolate(f *testing.F) {
	for _, s := range []string{"قەشقەر (26/40), ئۈرۈمچى", "6 October 2022: −48.7% (Xinjiang) 8.14 ﷼", "\u2067a\u2069)", "]([", "١٢ km"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, rtl bool) {
		in := []rune(s)
		out := isolate(in, rtl)
		depth, k := 0, 0
		for _, r := range out {
			if k < len(in) && r == in[k] {
				k++
				continue
			}
			switch r {
			case lri, rli:
				depth++
			case pdi:
				depth--
			default:
				t.Fatalf("isolate(%q, %v) = %q", s, rtl, string(out))
			}
		}
		if k != len(in) || depth != 0 {
			t.Fatalf("isolate(%q, %v) = %q", s, rtl, string(out))
		}
	})
}

func TestAdvance(t *testing.T) {
	s := setter(t)
	// Widths from the hmtx table of Liberation Sans 2.1.5 (Arial's): digits 1139, space 569.
	for text, want := range map[string]int{"0": 1139, "243": 3 * 1139, "2 3": 2*1139 + 569, "": 0} {
		if got := shape(t, s, text).Advance; got != want {
			t.Errorf("advance of %q = %d, want %d", text, got, want)
		}
	}
	if pair, apart := shape(t, s, "AV").Advance, shape(t, s, "A").Advance+shape(t, s, "V").Advance; pair >= apart {
		t.Errorf("AV is %d wide, A and V alone %d: no kerning", pair, apart)
	}
	// A space has no ink, and a line without ink no box.
	if !shape(t, s, "  ").Ink.Empty() {
		t.Error("spaces have ink")
	}
}

func TestMetrics(t *testing.T) {
	m := setter(t).Metrics(Regular)
	// From the hhea and OS/2 tables of Liberation Sans 2.1.5.
	if want := (Metrics{Ascent: 1854, Descent: 434, Cap: 1409, X: 1082}); m != want {
		t.Errorf("metrics %+v, want %+v", m, want)
	}
}

func TestWrap(t *testing.T) {
	s := setter(t)
	const title = "Xinjiang’s reported sterilization rate in 2018 was 7.6 times the rate for all of China"
	for _, tt := range []struct {
		width float64
		lines int
	}{{600, 1}, {440, 2}, {260, 3}, {160, 4}} {
		lines, err := s.Wrap(title, Bold, 13, tt.width)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		longest, shortest := 0.0, tt.width
		for _, l := range lines {
			words = append(words, l.Text)
			longest, shortest = max(longest, l.Width(13)), min(shortest, l.Width(13))
		}
		if strings.Join(words, " ") != title {
			t.Errorf("wrapped at %v: %q", tt.width, words)
		}
		if len(lines) != tt.lines || longest > tt.width {
			t.Errorf("wrapped at %v: %d lines, longest %v, want %d lines", tt.width, len(lines), longest, tt.lines)
		}
		if len(lines) == 2 && shortest < 0.7*longest {
			t.Errorf("wrapped at %v: lines of %v and %v are not balanced: %q", tt.width, longest, shortest, words)
		}
	}
}

func TestFontFiles(t *testing.T) {
	for _, data := range [][]byte{nil, []byte("not a font"), []byte("\x00\x01\x00\x00\x00\x0f\xff\xff")} {
		if _, err := New(File{Name: "brand.ttf", Data: data}); err == nil || !strings.Contains(err.Error(), "brand.ttf") {
			t.Errorf("font of %d bytes: error %v, want one that names brand.ttf", len(data), err)
		}
	}
}

// The same Setter used from many sides gives what it gives alone.
func TestConcurrent(t *testing.T) {
	s, want := setter(t), shape(t, setter(t), "Ürümqi ئۈرۈمچى 243").Advance
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if l, err := s.Shape("Ürümqi ئۈرۈمچى 243", Regular); err != nil || l.Advance != want {
					t.Errorf("got %v, %v", l, err)
				}
			}
		})
	}
	wg.Wait()
}

// A plot of gonum's draws our outlines, and a character it cannot draw is reported.
func TestHandler(t *testing.T) {
	h := &Handler{Setter: setter(t)}
	sty := text.Style{Color: color.Black, Handler: h}
	sty.Font.Size = 10
	if w, want := sty.Width("243\n2438"), vg.Length(4*1139*10)/Em; w != want {
		t.Errorf("width %v, want %v", w, want)
	}
	var rec recorder.Canvas
	c := draw.NewCanvas(&rec, 100, 100)
	c.FillText(sty, vg.Point{X: 10, Y: 50}, "Ürümqi\n243")
	fills := 0
	for _, a := range rec.Actions {
		if strings.HasPrefix(a.Call(), "Fill(") {
			fills++
		}
	}
	if fills != 9 || h.Err() != nil {
		t.Errorf("%d fills, error %v; want 9 glyphs and none", fills, h.Err())
	}
	c.FillText(sty, vg.Point{}, "乌")
	if h.Err() == nil {
		t.Error("a missing glyph went unreported")
	}
}

func FuzzShape(f *testing.F) {
	for _, s := range []string{"Ürümqi", "قەشقەر (26/40)", "\u2067\u2066)", "a\u0301\u0323", "\xff\xfe", "\u200f12 \u200eab"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	sets := [2]*Setter{setter(f), setter(f)}
	sets[1].RightToLeft()
	f.Fuzz(func(t *testing.T, text string, rtl bool) {
		if len(text) > 1000 {
			return
		}
		s := sets[0]
		if rtl {
			s = sets[1]
		}
		l, err := s.Shape(text, Regular)
		var missing *MissingGlyphError
		if err != nil && !errors.As(err, &missing) {
			t.Fatalf("Shape(%q): %v", text, err)
		}
		if err == nil && len([]rune(l.Visual)) > 2*len([]rune(text))+2 {
			t.Fatalf("Shape(%q) shows %q", text, l.Visual)
		}
	})
}

func BenchmarkShape(b *testing.B) {
	s := setter(b)
	for range b.N {
		clear(s.lines)
		shape(b, s, "Live births per 1,000 inhabitants a year, 2010 to 2019")
	}
}
