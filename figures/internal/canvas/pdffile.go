package canvas

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"slices"
	"sync"
	"unicode/utf16"
)

// pdfFile numbers objects and remembers where they start.
type pdfFile struct {
	buf    bytes.Buffer
	starts []int
}

// object writes one object and returns its number.
func (f *pdfFile) object(format string, args ...any) int {
	f.starts = append(f.starts, f.buf.Len())
	n := len(f.starts)
	fmt.Fprintf(&f.buf, "%d 0 obj\n", n)
	fmt.Fprintf(&f.buf, format, args...)
	f.buf.WriteString("\nendobj\n")
	return n
}

// compressors are kept: setting one up costs more than compressing a page.
var compressors = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(nil, 4)
	return z
}}

func compress(data []byte) []byte {
	var buf bytes.Buffer
	buf.Grow(len(data)/4 + 64)
	z := compressors.Get().(*zlib.Writer)
	z.Reset(&buf)
	z.Write(data)
	z.Close()
	compressors.Put(z)
	return buf.Bytes()
}

// stream writes a stream object; dict holds its entries but for length and filter.
func (f *pdfFile) stream(dict string, data []byte, deflate bool) int {
	if deflate {
		data, dict = compress(data), dict+"/Filter/FlateDecode"
	}
	return f.object("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

// Bytes returns the file. The numbers of the objects follow from the order in which they are written:
// what refers to others comes after them, but for the page and its parent.
func (c *PDF) Bytes() []byte {
	f := new(pdfFile)
	f.buf.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	const pages, page, root = 1, 2, 3
	f.object("<</Type/Pages/Kids[%d 0 R]/Count 1>>", page)
	f.starts = append(f.starts, 0, 0) // page and structure root are written last

	content := make([]byte, 0, len(c.body)+64)
	content = append(content, "/Figure<</MCID 0>>BDC\n"...)
	content = append(append(content, c.body...), "EMC\n"...)
	contents := f.stream("", content, true)
	resources := c.resources(f)

	box := appendCoord(append(appendCoord([]byte("0 0 "), c.w), ' '), c.h)
	figure := f.object("<</Type/StructElem/S/Figure/P %d 0 R/Pg %d 0 R/K 0/Alt %s/T %s/A<</O/Layout/BBox[%s]>>>>",
		len(f.starts)+2, page, pdfString(c.doc.Alt), pdfString(c.doc.Title), box)
	document := f.object("<</Type/StructElem/S/Document/P %d 0 R/K[%d 0 R]>>", root, figure)
	metadata := f.stream("/Type/Metadata/Subtype/XML", c.xmp(), false)
	catalog := f.object("<</Type/Catalog/Pages %d 0 R/Lang %s/Metadata %d 0 R/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>",
		pages, pdfString(c.doc.Lang), metadata, root)
	info := f.object("<</Title %s/Subject %s/Creator(recount)/Producer(recount)>>", pdfString(c.doc.Title), pdfString(c.doc.Alt))

	f.at(page, "<</Type/Page/Parent %d 0 R/MediaBox[%s]/Contents %d 0 R/Resources<<%s>>/StructParents 0/Tabs/S>>", pages, box, contents, resources)
	f.at(root, "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[0[%d 0 R]]>>>>", document, figure)
	return f.finish(catalog, info)
}

// at writes an object whose number was set aside.
func (f *pdfFile) at(n int, format string, args ...any) {
	f.starts[n-1] = f.buf.Len()
	fmt.Fprintf(&f.buf, "%d 0 obj\n", n)
	fmt.Fprintf(&f.buf, format, args...)
	f.buf.WriteString("\nendobj\n")
}

// finish writes the table of objects. The file's identity is a digest of what it holds.
func (f *pdfFile) finish(catalog, info int) []byte {
	sum := sha256.Sum256(f.buf.Bytes())
	id := hex.EncodeToString(sum[:16])
	start := f.buf.Len()
	fmt.Fprintf(&f.buf, "xref\n0 %d\n0000000000 65535 f \n", len(f.starts)+1)
	for _, at := range f.starts {
		fmt.Fprintf(&f.buf, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.buf, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.starts)+1, catalog, info, id, id, start)
	return f.buf.Bytes()
}

// resources writes what the page uses and returns the entries of its dictionary.
func (c *PDF) resources(f *pdfFile) []byte {
	var b []byte
	if len(c.alphas) > 0 {
		b = append(b, "/ExtGState<<"...)
		for _, a := range c.alphas {
			v := appendFloat(nil, float64(a)/255)
			b = fmt.Appendf(b, "/A%d<</ca %s/CA %s>>", a, v, v)
		}
		if !slices.Contains(c.alphas, 255) {
			b = append(b, "/A255<</ca 1/CA 1>>"...)
		}
		b = append(b, ">>"...)
	}
	if c.text {
		b = fmt.Appendf(b, "/Font<</T %d 0 R>>", shapelessFont(f))
	}
	if len(c.images)+len(c.forms) > 0 {
		b = append(b, "/XObject<<"...)
		for i, o := range c.forms {
			b = fmt.Appendf(b, "/G%d %d 0 R", i, f.object("%s", form(o)))
		}
		for i, img := range c.images {
			b = fmt.Appendf(b, "/I%d %d 0 R", i, f.image(img))
		}
		b = append(b, ">>"...)
	}
	return b
}

// image writes a picture, with its opacity as a mask where it has any.
func (f *pdfFile) image(img image.Image) int {
	r := img.Bounds()
	rgb := make([]byte, 0, 3*r.Dx()*r.Dy())
	mask := make([]byte, 0, r.Dx()*r.Dy())
	opaque := true
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			rgb, mask = append(rgb, p.R, p.G, p.B), append(mask, p.A)
			opaque = opaque && p.A == 255
		}
	}
	dict := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", r.Dx(), r.Dy())
	smask := ""
	if !opaque {
		smask = fmt.Sprintf("/SMask %d 0 R", f.stream(dict+"/ColorSpace/DeviceGray", mask, true))
	}
	return f.stream(dict+"/ColorSpace/DeviceRGB"+smask, rgb, true)
}

// pdfString writes text as a UTF-16 string, or plainly where it is ASCII.
func pdfString(s string) []byte {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] >= ' ' && s[i] < 0x7f
	}
	if ascii {
		b := []byte{'('}
		for i := range len(s) {
			if s[i] == '(' || s[i] == ')' || s[i] == '\\' {
				b = append(b, '\\')
			}
			b = append(b, s[i])
		}
		return append(b, ')')
	}
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", u)
	}
	return append(b, '>')
}

// xmp writes the metadata packet.
func (c *PDF) xmp() []byte {
	d := c.doc
	b := []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
	b = append(b, `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:recount="`+receiptNS+`">`...)
	b = append(b, "<dc:format>application/pdf</dc:format>"...)
	alt := func(name, value string) {
		b = fmt.Appendf(b, `<dc:%s><rdf:Alt><rdf:li xml:lang="x-default">`, name)
		b = appendXML(b, value)
		b = fmt.Appendf(b, "</rdf:li></rdf:Alt></dc:%s>", name)
	}
	alt("title", d.Title)
	alt("description", d.Description)
	b = append(appendXML(append(b, "<dc:language><rdf:Bag><rdf:li>"...), d.Lang), "</rdf:li></rdf:Bag></dc:language>"...)
	if d.Source != "" {
		b = append(appendXML(append(b, "<dc:source>"...), d.Source), "</dc:source>"...)
	}
	b = append(b, "<xmp:CreatorTool>recount</xmp:CreatorTool><pdf:Producer>recount</pdf:Producer>"...)
	if d.Receipt != "" {
		b = append(appendXML(append(b, "<recount:receipt>"...), d.Receipt), "</recount:receipt>"...)
	}
	return append(b, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"...)
}
