package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"recount/analysis/document"
	"recount/figures/fill"
)

// documentEndings are the files that a folder is searched for.
var documentEndings = []string{".txt", ".md", ".markdown", ".html", ".htm", ".mhtml", ".mht", ".docx", ".odt", ".pdf", ".tex", ".qmd", ".ipynb"}

// expand turns the arguments of a verb into the names of files: a folder into the documents in it, a
// pattern into what it matches, "-" into standard input. The order is that of the arguments; inside a
// folder it is that of the names. A name that is not there is an error, never text.
func expand(args []string) ([]string, error) {
	var names []string
	var bad []error
	for _, a := range args {
		found, err := expandOne(a)
		if err != nil {
			bad = append(bad, err)
		}
		names = append(names, found...)
	}
	return names, errors.Join(bad...)
}

func expandOne(arg string) ([]string, error) {
	if arg == "-" || strings.Contains(arg, "://") {
		return []string{arg}, nil // document.Read explains what to do about a web address
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return documentsIn(arg)
	case err == nil:
		return []string{arg}, nil
	case strings.ContainsAny(arg, "*?["):
		return matching(arg)
	}
	if strings.HasPrefix(strings.ToLower(arg), "www.") {
		return nil, fmt.Errorf("%s: %w", arg, document.ErrNetwork)
	}
	return nil, fmt.Errorf("%s: no such file", arg)
}

// matching returns what a pattern matches, and the documents in the folders among it: where a shell leaves
// patterns alone, as on Windows, they mean what they mean elsewhere.
func matching(pattern string) (names []string, err error) {
	found, globErr := filepath.Glob(pattern)
	if globErr != nil || len(found) == 0 {
		return nil, fmt.Errorf("%s: no file matches", pattern)
	}
	var bad []error
	for _, name := range found {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			names = append(names, name)
			continue
		}
		inside, err := documentsIn(name)
		names, bad = append(names, inside...), append(bad, err)
	}
	return names, errors.Join(bad...)
}

func documentsIn(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && strings.HasPrefix(name, ".") && path != dir {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() && slices.Contains(documentEndings, strings.ToLower(filepath.Ext(path))) && !strings.HasSuffix(path, ".recount.html") {
			names = append(names, path)
		}
		return nil
	})
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("%s: no document in this folder: want %s", dir, orList(documentEndings))
	}
	return names, err
}

// readDocument reads one file, or standard input for "-".
func (g *globals) readDocument(name string) (*document.Document, error) {
	if strings.Contains(name, "://") {
		return document.Read(name, nil, document.Options{})
	}
	data, err := g.readFile(name)
	if err != nil {
		return nil, err
	}
	var opt document.Options
	if name == "-" {
		opt.Format = g.piped
	}
	doc, err := document.Read(name, data, opt)
	if err == nil && doc.Format == document.Text && name != "-" {
		bindText(doc, name)
	}
	return doc, err
}

// bindText binds the numbers of a plain text that recount fill wrote, as the file beside it says.
func bindText(doc *document.Document, name string) {
	beside := fill.BindingsName(name)
	info, err := os.Stat(beside)
	if err != nil || !info.Mode().IsRegular() {
		return
	}
	var data []byte
	bound, missed := 0, 0
	if info.Size() > fill.MaxBindingsBytes {
		err = fmt.Errorf("has %d MB", info.Size()>>20)
	} else if data, err = os.ReadFile(beside); err == nil {
		bound, missed, err = fill.Bind(doc, data)
	}
	switch {
	case err != nil:
		doc.Notes = append(doc.Notes, fmt.Sprintf("%s is left out: %v", filepath.Base(beside), plainPathError(err)))
	case missed > 0:
		doc.Notes = append(doc.Notes, fmt.Sprintf("%d of %s filled in are no longer as %s has them, and are read by their words", missed, counted(bound+missed, "number"), filepath.Base(beside)))
	}
}

// bindingNote is what bindText found wrong.
func bindingNote(doc *document.Document) string {
	for _, n := range doc.Notes {
		if strings.Contains(n, fill.BindingsName("")) {
			return n
		}
	}
	return ""
}

// pipedFormats are what --input may say that standard input carries.
var pipedFormats = []string{"txt", "md", "html", "mhtml", "docx", "odt", "pdf", "tex", "qmd", "ipynb"}

// wantInput reads --input: "jsonl", or the format of standard input, which must then be among the arguments.
func (g *globals) wantInput(input string, args []string) (jsonl bool, err error) {
	switch {
	case input == "", input == "jsonl":
		return input != "", nil
	case !slices.Contains(pipedFormats, input):
		return false, fmt.Errorf("--input is %q, want jsonl, or what standard input carries: %s", input, orList(pipedFormats))
	case !slices.Contains(args, "-"):
		return false, fmt.Errorf("--input %s says what standard input carries, want - among the files", input)
	}
	g.piped = document.Format(input)
	return false, nil
}

func (g *globals) readFile(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(g.stdin, maxInput+1))
	}
	return readAtMost(name, maxInput)
}

// readAtMost reads a file that may be a pipe or a device, which does not say how long it is.
func readAtMost(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%s: is %d MB, want at most %d", name, info.Size()>>20, limit>>20)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
	}
	defer f.Close()
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
	}
	if int64(data.Len()) > limit {
		return nil, fmt.Errorf("%s: is more than %d MB, want at most that", name, limit>>20)
	}
	return data.Bytes(), nil
}

// maxInput bounds a document that is read whole.
const maxInput = 1 << 30

// inOrder runs work over names with the given number of workers and hands the results to done in the
// order of names. At most 2 × jobs results wait at a time, so memory does not grow with the number of files.
// It ends with the error of ctx as soon as that is done, whatever a worker is at.
func inOrder[T any](ctx context.Context, names []string, jobs int, work func(string) T, done func(string, T) error) error {
	jobs = max(jobs, 1)
	type slot struct {
		name   string
		result chan T
	}
	slots := make(chan slot, 2*jobs)
	todo := make(chan slot)
	stop := make(chan struct{})
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() {
			for s := range todo {
				s.result <- work(s.name)
			}
		})
	}
	go func() {
		defer close(slots)
		defer close(todo)
		for _, n := range names {
			s := slot{n, make(chan T, 1)}
			select {
			case slots <- s:
			case <-stop:
				return
			}
			select {
			case todo <- s:
			case <-stop:
				return
			}
		}
	}()
	defer close(stop)
	for s := range slots {
		err := ctx.Err()
		if err == nil {
			select {
			case r := <-s.result:
				err = done(s.name, r)
			case <-ctx.Done():
				err = ctx.Err()
			}
		}
		if err != nil {
			return err
		}
	}
	workers.Wait()
	return nil
}
