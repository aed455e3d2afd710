package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"recount/analysis/report"
)

// A checked is the outcome of one document.
type checked struct {
	file report.File
	why  string // why the shipped study was used for it, where the text decides that
	err  error
}

// A checking is one run of check over files. What can be written as it comes is, so that memory does not
// grow with the number of files: text, json, jsonl, github, and the pages beside the files. Lists that put
// the worst first keep what they print of each file.
type checking struct {
	g       *globals
	flags   checkFlags
	format  string
	chooser *chooser
	names   []string
	bar     *bar

	rep        report.Report // what is kept
	done       int
	refuted    bool
	unreadable bool
}

func (c *checking) run(ctx context.Context) error {
	var err error
	switch stream := c.streams(); {
	case stream == nil:
		if err = c.files(ctx, c.keep); err == nil {
			err = c.printKept()
		}
	case c.flags.out != "":
		err = writeWhole(c.flags.out, func(w io.Writer) error { return stream(ctx, w) })
	default:
		err = stream(ctx, c.g.stdout)
	}
	if err != nil && !errors.Is(err, errNothingRead) {
		return err
	}
	return outcome(c.refuted, c.unreadable)
}

// errNothingRead keeps a file that is there from being replaced by a report on nothing.
var errNothingRead = errors.New("no file could be read")

// streams returns what writes the report as it comes; nil for a report that needs all files first.
func (c *checking) streams() func(context.Context, io.Writer) error {
	f := c.flags
	switch {
	case f.known != nil || f.write != "" || f.annotate != "":
		return nil
	case f.beside:
		return func(ctx context.Context, _ io.Writer) error { return c.files(ctx, c.beside) }
	}
	switch c.format {
	case "text":
		return func(ctx context.Context, w io.Writer) error {
			return c.stream(ctx, report.NewTextStream(w, c.g.textOptions(f)))
		}
	case "json":
		return func(ctx context.Context, w io.Writer) error { return c.stream(ctx, report.NewJSONStream(w)) }
	case "jsonl":
		return func(ctx context.Context, w io.Writer) error { return c.each(ctx, w, writeLines) }
	case "github":
		return func(ctx context.Context, w io.Writer) error { return c.each(ctx, w, report.GitHub) }
	}
	return nil
}

// files checks the files and hands them over in their order. A file that cannot be read is one message; an
// interruption ends the work and says how far it is.
func (c *checking) files(ctx context.Context, take func(checked) error) error {
	work := func(name string) checked { return c.chooser.checkFile(c.g, name) }
	err := inOrder(ctx, c.names, c.flags.jobs, work, func(_ string, one checked) error {
		if one.err != nil {
			c.bar.clear()
			c.g.say("check", one.err)
			c.unreadable = true
			c.bar.file()
			return nil
		}
		if c.chooser.why == "" {
			c.chooser.why = one.why
		}
		c.refuted = c.refuted || report.Summarise(one.file.Findings).Refuted > 0
		c.done++
		if isTerminal(c.g.stdout) {
			c.bar.clear()
		}
		size := int64(len(one.file.Document.Text))
		if err := take(one); err != nil {
			return err
		}
		c.bar.add(size)
		c.bar.file()
		return nil
	})
	c.bar.end()
	if errors.Is(err, context.Canceled) { // what was checked is reported
		c.unreadable = c.g.say("check", fmt.Errorf("interrupted after %s", c.bar.said()))
		err = nil
	}
	if err == nil && c.done == 0 && c.unreadable && (c.format == "text" || c.flags.out != "" || c.flags.write != "" || c.flags.annotate != "") {
		return errNothingRead // the errors say it all, and an earlier report or baseline stays as it is
	}
	return err
}

// heldFiles and heldText bound what waits for the first text that names the shipped study.
const (
	heldFiles = 256
	heldText  = 4 << 20
)

// stream writes the report file by file. Where the texts decide which study the report names, the first
// files wait for one that does.
func (c *checking) stream(ctx context.Context, out report.Stream) error {
	var held []*report.File
	begun, size := false, 0
	begin := func(known bool) error {
		if begun {
			return nil
		}
		begun = true
		var rep *report.Report
		if known {
			rep = c.said()
		}
		err := out.Begin(rep)
		for _, f := range held {
			if err == nil {
				err = out.File(f)
			}
		}
		held = nil
		return err
	}
	err := c.files(ctx, func(one checked) error {
		if begun {
			return out.File(&one.file)
		}
		held = append(held, &one.file)
		size += len(one.file.Document.Text)
		known := c.chooser.settled()
		if !known && len(held) < heldFiles && size < heldText {
			return nil
		}
		return begin(known)
	})
	if err == nil {
		err = begin(true)
	}
	if err == nil {
		err = out.End(c.said())
	}
	return err
}

// said is the head of the report.
func (c *checking) said() *report.Report {
	var r report.Report
	r.Study, r.Title, r.Why = c.chooser.said()
	return &r
}

// each writes the files one by one, in a format without a head.
func (c *checking) each(ctx context.Context, w io.Writer, write func(io.Writer, report.Report) error) error {
	return c.files(ctx, func(one checked) error { return write(w, report.Report{Files: []report.File{one.file}}) })
}

// beside writes the page of a file beside it and says where, in a line that people without a terminal can
// read too.
func (c *checking) beside(one checked) error {
	page := *c.said()
	page.Files = []report.File{one.file}
	name := one.file.Name + ".recount.html"
	if err := replaceWhole(name, func(w io.Writer) error { return report.HTML(w, page) }); err != nil {
		return err
	}
	s := report.Summarise(one.file.Findings)
	_, err := fmt.Fprintf(c.g.stdout, "%s: %s read, %d agree, %d do not agree. The report is in %s\n", oneLine(one.file.Name), counted(s.Read, "number"), s.Supported, s.Refuted, oneLine(name))
	return err
}

// keep puts a file by, without what the report does not print of it.
func (c *checking) keep(one checked) error {
	f := c.flags
	switch {
	case f.annotate != "" || c.format == "html":
	case c.format == "queries" || c.format == "sarif" || c.format == "github" || f.write != "":
		one.file = report.Printed(one.file)
	case !f.all && len(report.Printed(one.file).Findings) == 0:
		one.file.Document = nil // no sentence of it is printed
	}
	c.rep.Files = append(c.rep.Files, one.file)
	return nil
}

// printKept writes the report on what was kept.
func (c *checking) printKept() error {
	f := c.flags
	c.rep.Study, c.rep.Title, c.rep.Why = c.chooser.said()
	if f.write != "" {
		c.refuted = false // accepted
		return c.g.writeBaseline(f.write, c.rep, c.names)
	}
	if f.known != nil {
		c.refuted = f.hold(&c.rep)
	}
	if f.annotate != "" {
		if err := c.g.annotate(c.rep, f); err != nil {
			return err
		}
	}
	return c.g.printReport(c.rep, c.format, f)
}
