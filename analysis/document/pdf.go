package document

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"recount/analysis/document/internal/pdf"
)

func readPDF(d *Document, data []byte, opt Options) error {
	ctx, cancel := context.WithTimeout(opt.Context, opt.MaxTime)
	defer cancel()
	var pages []pdfPage
	chars := 0
	info, err := pdf.Read(ctx, data, pdf.Config{Memory: opt.MaxMemory, CacheDir: opt.CacheDir},
		pdf.Limits{Pages: opt.MaxPages, Chars: maxPageChars}, func(p pdf.Page) error {
			if chars += len(p.Chars); chars > maxChars {
				return fmt.Errorf("more than %d characters", maxChars)
			}
			sheet := len(pages) + 1
			pages = append(pages, pdfPage{sheet: sheet, width: p.Width, height: p.Height, label: p.Label,
				lines: orderLines(pdfLines(p, sheet))})
			return nil
		})
	if err != nil {
		return err
	}
	if chars == 0 {
		return fmt.Errorf("no text on its %d pages: they are pictures, which need character recognition first", len(pages))
	}
	markFurniture(pages)
	d.Title, d.Date = usefulTitle(info.Title), pdfDate(info.Date)
	f := newPDFFlow(d, opt, pages)
	f.write()
	return f.finish()
}

// Bounds on the characters of one page and of a whole file.
const (
	maxPageChars = 500_000
	maxChars     = 50_000_000
)

// usefulTitle drops titles that only name the file the PDF was made from, or nothing.
func usefulTitle(s string) string {
	s = strings.TrimSpace(s)
	low := strings.ToLower(s)
	if !strings.Contains(s, " ") || strings.HasPrefix(low, "microsoft word") || strings.HasSuffix(low, ".docx") || strings.HasSuffix(low, ".doc") {
		return ""
	}
	return s
}

// pdfDate turns D:20220901152258Z into 2022-09-01.
func pdfDate(s string) string {
	s = strings.TrimPrefix(s, "D:")
	if len(s) < 8 || !digits(s[:8]) {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:8]
}

func itoa(n int) string { return strconv.Itoa(n) }
