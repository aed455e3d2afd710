package document

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"
)

// Options bound what Read takes on. The zero value means the defaults.
type Options struct {
	// Context ends the reading of a PDF early; nil means context.Background.
	Context context.Context
	// Format is the format to read as; "" decides by content, then by name.
	Format Format

	MaxBytes    int64         // size of the file; default 512 MiB
	MaxUnpacked int64         // bytes taken out of an archive, all members together; default 512 MiB
	MaxRatio    int           // unpacked size of a member over its packed size; default 200
	MaxDepth    int           // nesting of elements, groups and environments; default 256
	MaxCells    int           // places of all tables together, merged ones filled; default 1,000,000
	MaxPages    int           // pages of a PDF; default 5,000
	MaxTime     time.Duration // for a PDF; default two minutes
	MaxMemory   int64         // of the PDF reader; default 512 MiB, at most 4 GiB

	// CacheDir is where the compiled PDF reader is kept between runs: code only, never a document. ""
	// means a folder "recount" in the user's cache folder, "off" none. The environment variable
	// RECOUNT_CACHE sets the same.
	CacheDir string
}

func (o Options) withDefaults() Options {
	if o.Context == nil {
		o.Context = context.Background()
	}
	setDefault(&o.MaxBytes, 512<<20)
	setDefault(&o.MaxUnpacked, 512<<20)
	setDefault(&o.MaxRatio, 200)
	setDefault(&o.MaxDepth, 256)
	setDefault(&o.MaxCells, 1_000_000)
	setDefault(&o.MaxPages, 5_000)
	setDefault(&o.MaxTime, 2*time.Minute)
	setDefault(&o.MaxMemory, 512<<20)
	return o
}

func setDefault[T int | int64 | time.Duration](v *T, def T) {
	if *v <= 0 {
		*v = def
	}
}

// ErrNetwork is the error for a web address given in place of a file.
var ErrNetwork = errors.New("recount uses no network: save the page and check the file")

// Read reads a document. The format is taken from the content where it says so (an archive, a PDF, an
// HTML page, a notebook), else from the name's ending; what is neither is plain text. The name is used
// in positions and messages only: Read opens no file.
func Read(name string, data []byte, opt Options) (*Document, error) {
	if IsAddress(name) {
		if strings.EqualFold(name[:min(len(name), len("file:"))], "file:") {
			return nil, fmt.Errorf("%s: want the path of the file, without file://", name)
		}
		return nil, fmt.Errorf("%s: %w", name, ErrNetwork)
	}
	opt = opt.withDefaults()
	if int64(len(data)) > opt.MaxBytes {
		return nil, fmt.Errorf("%s: %d bytes, want at most %d", name, len(data), opt.MaxBytes)
	}
	format := opt.Format
	if format == "" {
		var err error
		if format, err = Detect(name, data); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	read, ok := readers[format]
	if !ok {
		return nil, fmt.Errorf("%s: format is %q, want txt, md, html, mhtml, docx, odt, pdf, tex, qmd or ipynb", name, format)
	}
	d := &Document{Name: name, Format: format}
	if err := read(d, data, opt); err != nil {
		return nil, fmt.Errorf("%s: reading %s: %w", name, format, err)
	}
	sum := sha256.Sum256(data)
	d.SHA256 = hex.EncodeToString(sum[:])
	d.Asides = AsidesIn(d.Text, 0, nil)
	d.Language = d.language()
	if d.Title == "" {
		d.Title = d.firstTitle()
	}
	return d, nil
}

// firstTitle is the first title of the text, or the first heading of the highest level in it.
func (d *Document) firstTitle() string {
	best := -1
	for i, b := range d.Blocks {
		if b.Kind == Title {
			return d.Text[b.Start:b.End]
		}
		if b.Kind == Heading && (best < 0 || b.Level < d.Blocks[best].Level) && d.Format != Text {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return d.Text[d.Blocks[best].Start:d.Blocks[best].End]
}

// A reader fills in text, blocks and tables of a document whose name and format are set.
type reader func(d *Document, data []byte, opt Options) error

var readers = map[Format]reader{
	Text: readText, DOCX: readDOCX, PDF: readPDF, HTML: readHTML, Markdown: readMarkdown, Quarto: readMarkdown, LaTeX: readLaTeX, ODT: readODT, MHTML: readMHTML, Notebook: readNotebook,
}

// IsAddress reports whether a name given as a file is an address: a scheme, "://" and something behind it.
func IsAddress(name string) bool {
	scheme, rest, ok := strings.Cut(name, "://")
	if !ok || rest == "" || len(scheme) < 2 { // C:// is a drive
		return false
	}
	for i := range len(scheme) {
		c := scheme[i] | 0x20
		if !('a' <= c && c <= 'z') && (i == 0 || !('0' <= c && c <= '9') && strings.IndexByte("+-.", scheme[i]) < 0) {
			return false
		}
	}
	return true
}

var byName = map[string]Format{
	".txt": Text, ".text": Text, ".md": Markdown, ".markdown": Markdown, ".mdown": Markdown,
	".html": HTML, ".htm": HTML, ".xhtml": HTML, ".mhtml": MHTML, ".mht": MHTML,
	".docx": DOCX, ".docm": DOCX, ".dotx": DOCX, ".odt": ODT, ".ott": ODT, ".fodt": ODT, ".pdf": PDF,
	".tex": LaTeX, ".latex": LaTeX, ".ltx": LaTeX, ".qmd": Quarto, ".rmd": Quarto, ".ipynb": Notebook,
}

// picture reports whether a file begins as those of cameras, scanners and drawing programs do.
func picture(head []byte) bool {
	for _, magic := range []string{"\x89PNG\r\n", "\xFF\xD8\xFF", "GIF87a", "GIF89a", "II*\x00", "MM\x00*", "BM"} {
		if bytes.HasPrefix(head, []byte(magic)) && (magic != "BM" || binary(head)) {
			return true
		}
	}
	return len(head) > 12 && (string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP" || string(head[4:8]) == "ftyp")
}

// Detect returns the format of a file by its content, then by its name. Binary content that no reader
// knows is an error that says what to do.
func Detect(name string, data []byte) (Format, error) {
	named := byName[strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))]
	head := data[:min(len(data), 4096)]
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n\x00"), []byte("%PDF-")),
		named == PDF && bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return detectArchive(data)
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return "", errors.New("an old Word file or one locked with a password: save it as .docx without a password")
	case picture(head):
		return "", errors.New("a picture: recount reads text; a scanned page becomes text by text recognition (OCR)")
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "", errors.New("an RTF file: save it as .docx or .odt")
	}
	if binary(head) {
		return "", errors.New("neither text nor a known document: want txt, md, html, mhtml, docx, odt, pdf, tex, qmd or ipynb")
	}
	switch named {
	case "", Text, DOCX, ODT, PDF:
		if f := sniff(head); f != "" {
			return f, nil
		}
		if named == "" && tabled(data[:min(len(data), 1<<16)]) {
			return Markdown, nil
		}
		if named != "" && named != Text {
			return "", fmt.Errorf("the name ends as that of a %s file, but the content is none", named)
		}
		return Text, nil
	}
	return named, nil
}

// binary reports whether the bytes are no text in any encoding we read: zero bytes outside UTF-16.
func binary(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return false
	}
	if little, big := zeros(head); little || big {
		return false
	}
	return bytes.Count(head, []byte{0}) > len(head)/64
}

// sniff tells text formats apart where no name does, as on standard input.
func sniff(head []byte) Format {
	s := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(head), "\uFEFF"), " \t\r\n"))
	switch {
	case strings.HasPrefix(s, "<!doctype html"), strings.HasPrefix(s, "<html"),
		strings.HasPrefix(s, "<?xml") && strings.Contains(s, "<html"):
		return HTML
	case (strings.HasPrefix(s, "from:") || strings.HasPrefix(s, "mime-version:")) && strings.Contains(s, "multipart/related"):
		return MHTML
	case strings.HasPrefix(s, `\documentclass`), strings.Contains(s, `\begin{document}`):
		return LaTeX
	case strings.HasPrefix(s, "<?xml") && strings.Contains(s, "<office:document"):
		return ODT
	case strings.HasPrefix(s, "{") && strings.Contains(s, `"cells"`) && strings.Contains(s, `"cell_type"`):
		return Notebook
	}
	return ""
}

// tabled reports whether a text without a telling name has a table as Markdown writes it, which nothing else does:
// a line of strokes and dashes under a line with as many strokes. Headings and lists look alike in plain text.
func tabled(head []byte) bool {
	above := 0
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		strokes := bytes.Count(line, []byte{'|'})
		rule := bytes.IndexFunc(line, func(r rune) bool { return !strings.ContainsRune("|-: \t", r) }) < 0
		if strokes > 0 && strokes == above && rule && bytes.Contains(line, []byte("--")) {
			return true
		}
		above = strokes
	}
	return false
}

// detectArchive tells the documents that are zip archives apart by what is in them.
func detectArchive(data []byte) (Format, error) {
	switch {
	case bytes.Contains(data[:min(len(data), 256)], []byte("mimetypeapplication/vnd.oasis.opendocument.text")):
		return ODT, nil
	case bytes.Contains(data, []byte("word/document")):
		return DOCX, nil
	case bytes.Contains(data, []byte("xl/workbook")), bytes.Contains(data, []byte("opendocument.spreadsheet")):
		return "", errors.New("a spreadsheet, and no text to check: check the text and give the table with it, as in recount check REPORT.docx --data TABLE.xlsx")
	case bytes.Contains(data, []byte("content.xml")):
		return ODT, nil
	}
	return "", errors.New("an archive that is neither .docx nor .odt")
}
