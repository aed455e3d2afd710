// Package browser opens what recount writes for a browser in headless Chromium, as a reader would: by
// day and by night, on a desk and on a phone, and through axe-core, which looks for barriers.
//
// It builds the program from the tree around it. RECOUNT_AXE names axe-core's file; without it, or
// without Chromium, the tests are skipped, or fail if RECOUNT_REQUIRE_TOOLS is set.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// missing skips the test, or fails it where every tool is required.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("RECOUNT_REQUIRE_TOOLS") != "" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing", what)
}

var program = sync.OnceValues(func() (string, error) {
	top, err := filepath.Abs("../../..")
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "recount-browser-")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "recount")
	build := exec.Command("go", "build", "-o", name, "./cmd/recount")
	build.Dir = top
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building recount: %v\n%s", err, out)
	}
	return name, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if name, err := program(); err == nil {
		os.RemoveAll(filepath.Dir(name))
	}
	os.Exit(code)
}

// recount runs the program in dir and returns its standard output. Exit code 1 is a finding, no failure.
func recount(t *testing.T, dir string, args ...string) string {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() != 1) {
		t.Fatalf("recount %s: %v\n%s", strings.Join(args, " "), err, exit.Stderr)
	}
	return string(out)
}

// newBrowser starts Chromium for one test. Every request that a page makes besides its own file is an error.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		missing(t, "chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	do(t, ctx) // starts it
	ctx, cancelTime := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancelTime)
	err = chromedp.Listen(ctx, func(event any) {
		if r, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(r.Request.URL, "file:") && !strings.HasPrefix(r.Request.URL, "data:") {
			t.Errorf("the page asks for %s", r.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	}))
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// evaluate returns what an expression in the page's own language gives; it waits for a promise.
func evaluate[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.80s: %v", expression, err)
	}
	return got
}

// A view is a way of looking at a page.
type view struct {
	name          string
	width, height int64
	dark          bool
}

var views = []view{
	{"desk, light", 1280, 900, false},
	{"desk, dark", 1280, 900, true},
	{"phone, light", 360, 740, false},
	{"phone, dark", 360, 740, true},
}

// open shows a file in a view.
func open(t *testing.T, ctx context.Context, file string, v view) {
	t.Helper()
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	viewport := chromedp.EmulateViewport(v.width, v.height, chromedp.EmulateScale(2))
	if v.width < 600 {
		viewport = chromedp.EmulateViewport(v.width, v.height, chromedp.EmulateScale(2), chromedp.EmulateMobile)
	}
	do(t, ctx, viewport,
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
			return err
		}),
		chromedp.Navigate("file://"+file))
}

// A violation is what axe reports, cut down to what helps to mend it.
type violation struct {
	ID    string
	Help  string
	Nodes []struct {
		HTML           string
		FailureSummary string
	}
}

const runAxe = `axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}).then(r => JSON.stringify(r.violations))`

// barriers runs axe-core over the page that is open.
func barriers(t *testing.T, ctx context.Context) []violation {
	t.Helper()
	name := os.Getenv("RECOUNT_AXE")
	if name == "" {
		name = "../../node_modules/axe-core/axe.min.js"
	}
	source, err := os.ReadFile(name)
	if err != nil {
		missing(t, "axe-core ("+name+")")
	}
	evaluate[chromedp.Void](t, ctx, string(source))
	found := evaluate[string](t, ctx, runAxe)
	var list []violation
	if err := json.Unmarshal([]byte(found), &list); err != nil {
		t.Fatalf("axe: %v: %.200s", err, found)
	}
	return list
}

// printed returns the text of the page as it prints on paper of this size.
func printed(t *testing.T, ctx context.Context, paper chromedp.PaperSize) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missing(t, "pdftotext")
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(paper)))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
