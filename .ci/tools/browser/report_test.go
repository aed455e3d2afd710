package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A page with markup that is not its own: what a document says is text in the report, nothing else.
const draft = `# A draft <script>document.title = "taken"</script>

In 2018 the sterilization rate in Xinjiang was 243 per 100,000 inhabitants, nine times the national
rate of 32.1. The birth rate of the region fell by 48.7 per cent between 2017 and 2019.

Of the 40 people interviewed, 26 (56 per cent) had been detained or had worked in a facility.
`

func writeReport(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "draft.md"), []byte(draft), 0o666); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "draft.recount.html")
	if err := os.WriteFile(file, []byte(recount(t, dir, "check", "--format", "html", "draft.md")), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestReportHasNoBarrier(t *testing.T) {
	noBarrier(t, writeReport(t))
}

// A mark explains itself to the mouse's user and to the keyboard's, and Escape puts the explanation away.
func TestReportExplainsOnFocus(t *testing.T) {
	ctx := newBrowser(t)
	open(t, ctx, writeReport(t), views[0])
	evaluate[chromedp.Void](t, ctx, `document.querySelector("a.mark.differs").focus()`)
	if got := tip(t, ctx); !strings.Contains(got, "does not agree") {
		t.Errorf("in focus the mark shows %q, want its explanation", got)
	}
	if !evaluate[bool](t, ctx, `document.activeElement.getAttribute("aria-describedby") === document.querySelector("[role=tooltip]").id`) {
		t.Error("the explanation is not tied to the mark by aria-describedby")
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	if got := tip(t, ctx); got != "" {
		t.Errorf("after Escape %q still shows", got)
	}
}

// tip is the text of the explanation that shows, "" if none does.
func tip(t *testing.T, ctx context.Context) string {
	t.Helper()
	return evaluate[string](t, ctx, `(e => e && !e.hidden ? e.innerText : "")(document.querySelector("[role=tooltip]"))`)
}

func TestReportFilters(t *testing.T) {
	ctx := newBrowser(t)
	open(t, ctx, writeReport(t), views[0])
	shown := func(class string) int {
		return evaluate[int](t, ctx, `[...document.querySelectorAll("li.card.`+class+`")].filter(e => e.offsetParent !== null).length`)
	}
	if shown("differs") == 0 || shown("agrees") == 0 {
		t.Fatalf("the report shows %d disagreements and %d agreements, want some of each", shown("differs"), shown("agrees"))
	}
	evaluate[chromedp.Void](t, ctx, `document.querySelector("input[value=agrees]").click()`)
	if shown("agrees") != 0 || shown("differs") == 0 {
		t.Errorf("without agreement: %d disagreements and %d agreements show", shown("differs"), shown("agrees"))
	}
}

// On paper every explanation is in view, whatever was filtered or unfolded on the screen.
func TestReportPrints(t *testing.T) {
	ctx := newBrowser(t)
	open(t, ctx, writeReport(t), views[0])
	headlines := evaluate[[]string](t, ctx, `[...document.querySelectorAll("li.card .headline")].map(e => e.innerText)`)
	if len(headlines) < 3 {
		t.Fatalf("%d explanations, want at least 3", len(headlines))
	}
	for name, paper := range map[string]chromedp.PaperSize{"A4": chromedp.PaperA4, "Letter": chromedp.PaperLetter} {
		text := letters(printed(t, ctx, paper))
		for _, h := range headlines {
			if !strings.Contains(text, letters(h)) {
				t.Errorf("on %s this is missing: %s", name, h)
			}
		}
	}
}

// letters leaves the spacing out, which a PDF does not keep.
func letters(s string) string { return strings.Join(strings.Fields(s), "") }

// What a document says never becomes part of the page, and the page is whole without its script.
func TestReportHoldsNoForeignMarkup(t *testing.T) {
	ctx := newBrowser(t)
	open(t, ctx, writeReport(t), views[0])
	title := evaluate[string](t, ctx, `document.title`)
	cards := evaluate[int](t, ctx, `document.querySelectorAll("li.card").length`)
	if strings.Contains(title, "taken") || cards == 0 {
		t.Errorf("title %q, %d explanations", title, cards)
	}
}
