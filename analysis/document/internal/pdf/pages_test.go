package pdf

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

const marker = "Zwölfmal Quittenmarmelade" // stands in no program

func file(t *testing.T) []byte {
	t.Helper()
	p := fpdf.New("P", "pt", "A4", "")
	tr := p.UnicodeTranslatorFromDescriptor("")
	p.AddPage()
	p.SetFont("Times", "B", 12)
	p.Text(60, 100, tr(marker))
	p.SetFont("Times", "", 8)
	p.Text(300, 96, "12")
	p.SetTitle(marker, true)
	var buf bytes.Buffer
	if err := p.Output(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestRead(t *testing.T) {
	var page Page
	info, err := Read(context.Background(), file(t), Config{Memory: 512 << 20}, Limits{Pages: 1, Chars: 1000}, func(p Page) error {
		page = p
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if info.Title != marker || int(page.Width) != 595 || int(page.Height) != 841 {
		t.Errorf("info %+v, page of %g by %g", info, page.Width, page.Height)
	}
	var text strings.Builder
	for _, c := range page.Chars {
		text.WriteRune(c.Rune)
	}
	if !strings.Contains(text.String(), marker) {
		t.Errorf("text %q", text.String())
	}
	if c := page.Chars[0]; c.Size != 12 || !c.Bold || int(c.Left) != 60 || int(c.Base) != 741 {
		t.Errorf("first character %+v, want 12 points, bold, at 60, 741", c)
	}
}

func TestReadStops(t *testing.T) {
	data := file(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, tt := range []struct {
		name   string
		ctx    context.Context
		data   []byte
		limits Limits
		want   string
	}{
		{"cancelled", ctx, data, Limits{Pages: 1, Chars: 1000}, "context canceled"},
		{"characters", context.Background(), data, Limits{Pages: 1, Chars: 3}, "want at most 3"},
		{"not a PDF", context.Background(), []byte("%PDF-1.4"), Limits{Pages: 1, Chars: 3}, "damaged or cut short"},
	} {
		_, err := Read(tt.ctx, tt.data, Config{Memory: 512 << 20}, tt.limits, func(Page) error { return nil })
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// TestCache holds the promise that the cache keeps code and nothing of a document, and that a cache that
// cannot be written is none.
func TestCache(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the reader twice")
	}
	dir := t.TempDir()
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, cache := range []string{dir, blocked} {
		_, err := Read(context.Background(), file(t), Config{Memory: 256 << 20, CacheDir: cache}, Limits{Pages: 1, Chars: 1000}, func(Page) error { return nil })
		if err != nil {
			t.Errorf("cache in %s: %v", filepath.Base(cache), err)
		}
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte("Quittenmarmelade")) {
			t.Errorf("%s holds text of the document", e.Name())
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files in the cache, %v", files, err)
	}
}
