package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"recount/analysis/document"
	"recount/analysis/quantity"
)

// extractFlags are the flags of extract.
type extractFlags struct {
	input string
	jobs  int
}

func newExtractCmd(g *globals) *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract FILE…",
		Short: "list the numbers of a text with their units, hedges and places",
		Long: `extract lists every number of a text: value or bounds, kind, unit, what is counted,
hedge, direction of change, and its place. It reads txt, md, html, mhtml, docx,
odt, pdf, tex, qmd and ipynb files, folders of them, and - for standard input.

--format is text, json, jsonl or csv. With jsonl a file is one line; with --input
jsonl each line of the input is one, {"id", "text"}.

Exit codes: 0 every number is listed · 2 something could not be read.`,
		Example: "  recount extract article.docx",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			ctx, stop := interruptible(context.Background())
			defer stop()
			return g.extract(ctx, args, f)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&f.input, "input", "", `"jsonl": each line of the input is {"id", "text"}; or what - carries: txt, md, html, tex …`)
	fs.IntVar(&f.jobs, "jobs", runtime.GOMAXPROCS(0), "documents read at a time")
	return cmd
}

func (g *globals) extract(ctx context.Context, args []string, f extractFlags) error {
	format, err := g.wantFormat("text", "json", "jsonl", "csv")
	if err != nil {
		return err
	}
	jsonl, err := g.wantInput(f.input, args)
	if err != nil {
		return err
	}
	names, err := expand(args)
	if err != nil && len(names) == 0 {
		return err
	}
	x := &extraction{g: g, ctx: ctx, jobs: max(f.jobs, 1), bar: g.newBar(len(names))}
	x.failed = g.say("extract", err)
	x.out = newExtractWriter(g.stdout, format, len(names) > 1)
	switch {
	case !jsonl:
		err = x.files(names)
	case g.format != "" && format != "jsonl":
		return fmt.Errorf("--input jsonl goes with --format jsonl, not %q", format)
	default:
		x.out = newExtractWriter(g.stdout, "jsonl", false)
		err = x.lines(names)
	}
	x.bar.end()
	if closing := x.out.end(); err == nil {
		err = closing
	}
	switch {
	case err != nil:
		return err
	case x.failed:
		return errPartly
	}
	return nil
}

// An extraction is one run of the verb.
type extraction struct {
	g      *globals
	ctx    context.Context
	jobs   int
	out    *extractWriter
	bar    *bar
	failed bool // some input could not be read
}

// An extracted is what one file gave: rendered quantities, or a plain text that is read as a stream when
// its turn comes.
type extracted struct {
	rows     []byte
	size     int64
	stream   *stream
	language string // a language that is not English, "" for English or unsure
	err      error
}

// files lists the quantities of files, in their order. Documents are read side by side; a long plain
// text is read in pieces, and its pieces side by side.
func (x *extraction) files(names []string) error {
	done := func(name string, e extracted) error {
		if e.err != nil {
			x.bar.clear()
			x.g.say("extract", e.err)
			x.failed = true
			x.bar.file()
			return nil
		}
		if e.language != "" {
			x.bar.clear()
			x.g.say("extract", fmt.Errorf("%s: this seems to be %s; recount reads English prose, so take what is listed with care", name, e.language))
		}
		x.out.begin(name)
		x.out.rows(e.rows)
		x.bar.add(e.size)
		if e.stream != nil {
			err := x.pieces(e.stream)
			var bad *fileError
			switch {
			case errors.As(err, &bad):
				x.bar.clear()
				x.g.say("extract", bad)
				x.failed = true
			case err != nil:
				return errors.Join(err, x.out.finish()) // what was written stays readable
			}
		}
		x.bar.file()
		return x.out.finish()
	}
	err := inOrder(x.ctx, names, x.jobs, x.file, done)
	if errors.Is(err, context.Canceled) {
		return x.interrupted()
	}
	return err
}

func (x *extraction) interrupted() error {
	return fmt.Errorf("interrupted after %s", x.bar.said())
}

// wholeText is the size up to which a plain text is read whole, as other formats are.
const wholeText = 8 << 20

// file reads one file.
func (x *extraction) file(name string) (e extracted) {
	if err := guard(name, func() error { e = x.readOne(name); return nil }); err != nil {
		return extracted{err: err}
	}
	return e
}

func (x *extraction) readOne(name string) extracted {
	if s, err := x.g.openStream(name); err != nil {
		return extracted{err: err}
	} else if s != nil {
		return extracted{stream: s, language: document.Plain(name, string(s.head[:min(len(s.head), 1<<16)])).Language}
	}
	doc, err := x.g.readDocument(name)
	if err != nil {
		return extracted{err: err}
	}
	rows, err := x.document(doc)
	return extracted{rows: rows, size: int64(len(doc.Text)), language: doc.Language, err: err}
}

// openStream opens a file that is better read as a stream: a long plain text in UTF-8. It returns nil for
// any other. Standard input is one when it is long and looks like text.
func (g *globals) openStream(name string) (*stream, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text":
		if info, err := os.Stat(name); err != nil || info.Size() <= wholeText {
			return nil, nil // readDocument says what is wrong
		}
	default:
		if name != "-" {
			return nil, nil
		}
	}
	in, closeIn, err := g.open(name)
	if err != nil {
		return nil, err
	}
	head := make([]byte, wholeText)
	n, err := io.ReadFull(in, head)
	head = head[:n]
	whole := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if err != nil && !whole {
		closeIn()
		return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
	}
	if !whole && (g.piped == "" || g.piped == document.Text) && plainUTF8(name, head) {
		return &stream{head: head, in: in, close: closeIn}, nil
	}
	closeIn()
	if name == "-" { // give back what was read of standard input
		g.stdin = io.MultiReader(bytes.NewReader(head), g.stdin)
	}
	return nil, nil
}

// plainUTF8 says whether the beginning of a file is plain text in UTF-8 without a byte order mark.
func plainUTF8(name string, head []byte) bool {
	format, err := document.Detect(name, head)
	if err != nil || format != document.Text || bytes.HasPrefix(head, []byte("\uFEFF")) || bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	for n := 0; n < utf8.UTFMax && len(head) > 0; n++ { // the last character may be cut
		if utf8.Valid(head) {
			return true
		}
		head = head[:len(head)-1]
	}
	return false
}

// document renders the quantities of a document: those of its prose and tables, none of its addresses,
// code and page furniture.
func (x *extraction) document(doc *document.Document) ([]byte, error) {
	qs := quantity.Scan(nil, doc.Text)
	r := x.out.renderer()
	block := 0
	for i := range qs {
		q := &qs[i]
		for block < len(doc.Blocks) && doc.Blocks[block].End <= q.Start {
			block++
		}
		if block < len(doc.Blocks) && doc.Blocks[block].Start <= q.Start {
			if k := doc.Blocks[block].Kind; k == document.Code || k == document.Furniture {
				continue
			}
		}
		if doc.Aside(q.Start) {
			continue
		}
		p := doc.Position(q.Start)
		r.add(doc.Name, doc.Text, q, quantity.Place{Line: p.Line, Column: p.Column}, &p)
	}
	return r.bytes()
}
