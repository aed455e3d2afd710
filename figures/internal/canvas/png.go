package canvas

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"git.sr.ht/~sbinet/gg"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// PNG is a canvas that becomes a PNG file: vgimg draws it, Bytes encodes it.
type PNG struct {
	*vgimg.Canvas
	doc Doc
	dpi int
}

// NewPNG returns a canvas of a size in points, filled with an opaque colour.
//
// The raster is made here: one that vgimg makes itself is copied once, and for print that is forty
// megabytes more.
func NewPNG(w, h vg.Length, dpi int, paper color.Color, doc Doc) *PNG {
	dots := vg.Length(dpi) / vg.Inch
	img := image.NewRGBA(image.Rect(0, 0, int(w*dots+0.5), int(h*dots+0.5)))
	ctx := gg.NewContextForRGBA(img)
	ctx.SetLineCapButt()
	ctx.InvertY()
	c := &PNG{
		Canvas: vgimg.NewWith(vgimg.UseImageWithContext(img, ctx), vgimg.UseDPI(dpi)), // fills it with white
		doc:    doc, dpi: dpi,
	}
	draw.Draw(img, img.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
	return c
}

// Bytes returns the file: truecolour, with the physical size directly after the header (Word sizes
// pictures by it), and title, description, source and receipt as text.
func (c *PNG) Bytes() []byte {
	img := c.Image().(*image.RGBA)
	size := img.Bounds().Size()
	var buf bytes.Buffer
	buf.WriteString("\x89PNG\r\n\x1a\n")
	header := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	header = binary.BigEndian.AppendUint32(header, uint32(size.Y))
	chunk(&buf, "IHDR", append(header, 8, 2, 0, 0, 0)) // 8 bits, RGB, deflate, no interlace
	perMetre := uint32(math.Round(float64(c.dpi) / 0.0254))
	phys := binary.BigEndian.AppendUint32(nil, perMetre)
	phys = binary.BigEndian.AppendUint32(phys, perMetre)
	chunk(&buf, "pHYs", append(phys, 1))
	chunk(&buf, "sRGB", []byte{0})
	text(&buf, "Title", c.doc.Lang, c.doc.Title)
	text(&buf, "Description", c.doc.Lang, c.doc.Alt)
	text(&buf, "Source", c.doc.Lang, c.doc.Source)
	text(&buf, "recount:receipt", "", c.doc.Receipt)
	chunk(&buf, "IDAT", deflate(img))
	chunk(&buf, "IEND", nil)
	return buf.Bytes()
}

// chunk writes one chunk with its length and checksum.
func chunk(buf *bytes.Buffer, kind string, data []byte) {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(data)))
	buf.Write(n[:])
	start := buf.Len()
	buf.WriteString(kind)
	buf.Write(data)
	binary.BigEndian.PutUint32(n[:], crc32.ChecksumIEEE(buf.Bytes()[start:]))
	buf.Write(n[:])
}

// text writes an uncompressed iTXt chunk: keyword, no compression, language, no translated keyword.
func text(buf *bytes.Buffer, keyword, lang, s string) {
	if s == "" {
		return
	}
	data := append([]byte(keyword), 0, 0, 0)
	data = append(append(data, lang...), 0, 0)
	chunk(buf, "iTXt", append(data, s...))
}

var fastCompressors = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	return z
}}

// deflate compresses the pixels. Figures are flat: the difference to the row above is nearly always
// zero, so one filter and the fastest level do as well as trying all of them, in a third of the time.
func deflate(img *image.RGBA) []byte {
	const up = 2
	w, h := img.Rect.Dx(), img.Rect.Dy()
	var buf bytes.Buffer
	buf.Grow(w * h / 8)
	z := fastCompressors.Get().(*zlib.Writer)
	defer fastCompressors.Put(z)
	z.Reset(&buf)
	row := make([]byte, 1+3*w)
	row[0] = up
	above := make([]byte, 4*w)
	for y := range h {
		px := img.Pix[y*img.Stride:][: 4*w : 4*w]
		if bytes.Equal(px, above) {
			clear(row[1:])
		} else {
			out := row[1:]
			for i := 0; i+3 < len(px) && i+3 < len(above); i += 4 {
				out[0], out[1], out[2] = px[i]-above[i], px[i+1]-above[i+1], px[i+2]-above[i+2]
				out = out[3:]
			}
		}
		z.Write(row)
		above = px
	}
	z.Close()
	return buf.Bytes()
}
