package pdf

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"

	"github.com/tetratelabs/wazero/api"
)

// A Char is one character of a page. Places are in points, from the bottom left of the page.
type Char struct {
	Rune        rune
	Left, Right float32
	Base        float32 // baseline
	Size        float32 // as set on the page
	Bold        bool
	Generated   bool // white space or the end of a line: it has no place of its own
	Turned      bool // not upright: a watermark, the label of an axis
}

// A Page is what stands on one page.
type Page struct {
	Width, Height float32
	Label         string // as the file numbers it, "" if it does not
	Chars         []Char
}

// Info is what the file says about itself.
type Info struct {
	Title string
	Date  string // as PDF writes it: D:20220901152258Z
}

// Limits bound a document.
type Limits struct {
	Pages int
	Chars int // on one page
}

// Read calls visit for each page in order.
func Read(ctx context.Context, data []byte, c Config, limits Limits, visit func(Page) error) (Info, error) {
	in, err := newInstance(ctx, c)
	if err != nil {
		return Info{}, err
	}
	defer in.close()
	d, err := in.load(data)
	if err != nil {
		return Info{}, err
	}
	n, err := in.call("FPDF_GetPageCount", d)
	if err != nil {
		return Info{}, err
	}
	if int32(n) < 1 || int64(n) > int64(limits.Pages) {
		return Info{}, fmt.Errorf("%d pages, want 1 to %d", int32(n), limits.Pages)
	}
	for i := range n {
		p, err := in.page(d, i, limits)
		if err != nil {
			return Info{}, fmt.Errorf("page %d: %w", i+1, err)
		}
		if err := visit(p); err != nil {
			return Info{}, err
		}
	}
	return Info{Title: in.meta(d, "Title"), Date: in.meta(d, "CreationDate")}, nil
}

// load copies the file into the sandbox and opens it.
func (in *instance) load(data []byte) (uint64, error) {
	p, err := in.call("malloc", uint64(len(data)))
	if err != nil {
		return 0, err
	}
	if p == 0 || !in.module.Memory().Write(uint32(p), data) {
		return 0, errMemory
	}
	d, err := in.call("FPDF_LoadMemDocument64", p, uint64(len(data)), 0)
	if err != nil {
		return 0, err
	}
	if d != 0 {
		return d, nil
	}
	code, err := in.call("FPDF_GetLastError")
	if err != nil {
		return 0, err
	}
	switch code {
	case 4:
		return 0, errors.New("the PDF is locked with a password: save a copy without one")
	case 5:
		return 0, errors.New("the PDF uses a security scheme that is not supported")
	}
	return 0, errors.New("the PDF is damaged or cut short")
}

// page reads one page. A page that PDFium cannot open is an empty one.
func (in *instance) page(d, index uint64, limits Limits) (Page, error) {
	var p Page
	page, err := in.call("FPDF_LoadPage", d, index)
	if err != nil || page == 0 {
		return p, err
	}
	if p.Width, err = in.float32("FPDF_GetPageWidthF", page); err != nil {
		return p, err
	}
	if p.Height, err = in.float32("FPDF_GetPageHeightF", page); err != nil {
		return p, err
	}
	if p.Label, err = in.label(d, index); err != nil {
		return p, err
	}
	text, err := in.call("FPDFText_LoadPage", page)
	if err != nil {
		return p, err
	}
	if text != 0 {
		if p.Chars, err = in.chars(text, limits.Chars); err != nil {
			return p, err
		}
		if _, err = in.call("FPDFText_ClosePage", text); err != nil {
			return p, err
		}
	}
	_, err = in.call("FPDF_ClosePage", page)
	return p, err
}

// chars reads the characters of a page. A call costs more than what it does, so that each character is
// asked for no more than it may differ in: white space for nothing but its code, the others for their
// object and extent, and the first of each text object for its look and baseline.
func (in *instance) chars(text uint64, limit int) ([]Char, error) {
	n, err := in.call("FPDFText_CountChars", text)
	if err != nil {
		return nil, err
	}
	if int64(int32(n)) > int64(limit) {
		return nil, fmt.Errorf("%d characters, want at most %d", n, limit)
	}
	chars := make([]Char, 0, max(int32(n), 0))
	var object uint64
	var look Char
	for i := range uint64(max(int32(n), 0)) {
		r, err := in.call("FPDFText_GetUnicode", text, i)
		if err != nil {
			return nil, err
		}
		if r == ' ' || r == '\r' || r == '\n' {
			// Lines end where PDFium says so. A space is one whether it is drawn or not.
			chars = append(chars, Char{Rune: rune(uint32(r)), Generated: true})
			continue
		}
		o, err := in.call("FPDFText_GetTextObject", text, i)
		if err != nil {
			return nil, err
		}
		if o != object || o == 0 {
			if look, err = in.look(text, i); err != nil {
				return nil, err
			}
			object = o
		}
		c := look
		c.Rune = rune(uint32(r))
		ok, err := in.call("FPDFText_GetLooseCharBox", text, i, uint64(in.scratch))
		if err != nil {
			return nil, err
		}
		if ok == 1 {
			c.Left, c.Right = in.f32(0), in.f32(8)
		}
		chars = append(chars, c)
	}
	return chars, nil
}

// look reads what the characters of one text object have in common.
func (in *instance) look(text, i uint64) (Char, error) {
	var c Char
	size, err := in.call("FPDFText_GetFontSize", text, i)
	if err != nil {
		return c, err
	}
	s := uint64(in.scratch)
	ok, err := in.call("FPDFText_GetMatrix", text, i, s)
	if err != nil {
		return c, err
	}
	scale := 1.0
	if ok == 1 {
		a, b, cc, dd := in.f32(0), in.f32(4), in.f32(8), in.f32(12)
		scale = math.Hypot(float64(cc), float64(dd))
		c.Turned = math.Abs(float64(b)) > 0.2*math.Abs(float64(a))
	}
	weight, err := in.call("FPDFText_GetFontWeight", text, i)
	if err != nil {
		return c, err
	}
	if _, err := in.call("FPDFText_GetCharOrigin", text, i, s, s+8); err != nil {
		return c, err
	}
	c.Base = float32(in.f64(8))
	c.Size = float32(api.DecodeF64(size) * scale)
	c.Bold = int32(weight) >= 600
	if !c.Bold {
		c.Bold, err = in.boldName(text, i)
	}
	return c, err
}

// boldName reports whether the font of a character is bold by its name, as where the file leaves out the
// weight: Times-Bold, ABCDEF+CMBX12.
func (in *instance) boldName(text, i uint64) (bool, error) {
	buf := uint64(in.scratch) + nameAt
	n, err := in.call("FPDFText_GetFontInfo", text, i, buf, scratchSize-nameAt, uint64(in.scratch))
	if err != nil || n == 0 || n > scratchSize-nameAt {
		return false, err
	}
	raw, _ := in.module.Memory().Read(uint32(buf), uint32(n))
	name := string(raw)
	for _, s := range []string{"Bold", "bold", "Black", "Heavy", "CMBX", "SFBX", "ecbx", "-Bd"} {
		if strings.Contains(name, s) {
			return true, nil
		}
	}
	return false, nil
}

func (in *instance) f32(off uint32) float32 {
	v, _ := in.module.Memory().ReadFloat32Le(in.scratch + off)
	return v
}

func (in *instance) f64(off uint32) float64 {
	v, _ := in.module.Memory().ReadFloat64Le(in.scratch + off)
	return v
}

func (in *instance) float32(name string, arg uint64) (float32, error) {
	v, err := in.call(name, arg)
	return api.DecodeF32(v), err
}

// label reads the number that the file gives a page.
func (in *instance) label(d, index uint64) (string, error) {
	return in.utf16(func(buf, n uint64) (uint64, error) {
		return in.call("FPDF_GetPageLabel", d, index, buf, n)
	})
}

// meta reads an entry of the file's information, "" if there is none.
func (in *instance) meta(d uint64, key string) string {
	p, err := in.call("malloc", uint64(len(key)+1))
	if err != nil || p == 0 || !in.module.Memory().Write(uint32(p), append([]byte(key), 0)) {
		return ""
	}
	s, _ := in.utf16(func(buf, n uint64) (uint64, error) {
		return in.call("FPDF_GetMetaText", d, p, buf, n)
	})
	in.call("free", p)
	return s
}

// utf16 reads a string from a function that fills a buffer and returns the bytes it needs.
func (in *instance) utf16(fill func(buf, n uint64) (uint64, error)) (string, error) {
	n, err := fill(0, 0)
	if err != nil || n <= 2 || n > 4096 {
		return "", err
	}
	p, err := in.call("malloc", n)
	if err != nil || p == 0 {
		return "", err
	}
	if _, err := fill(p, n); err != nil {
		return "", err
	}
	raw, _ := in.module.Memory().Read(uint32(p), uint32(n))
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])|uint16(raw[i+1])<<8)
	}
	_, err = in.call("free", p)
	return strings.TrimRight(string(utf16.Decode(units)), "\x00"), err
}
