package embed

import (
	"context"
	"runtime"
	"sync"

	"recount/analysis/statistic"
	"recount/figures"
)

// Kit makes a press kit: for each figure a folder with every format asked for, its exact rows and its
// citation, and last a gallery, index.html, that shows all of them. put is called with the files of one
// figure at a time, in the order of the figures; an error of it ends the work.
//
// Every drawing is laid out and checked before the first file: if any must not be published, put is not
// called, and the error names all.
func Kit(ctx context.Context, stats *statistic.Set, figs []*figures.Figure, formats []Format, o Options, put func([]File) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	sheets := make([]*Sheet, len(figs))
	for i, f := range figs {
		sheets[i] = NewSheet(stats, f, o)
	}
	if err := checked(ctx, sheets, formats); err != nil {
		return err
	}
	page := newGallery(stats.Study())
	err := inOrder(ctx, sheets, func(s *Sheet) (made, error) { return s.everything(formats) }, func(m made) error {
		page.add(m.entry)
		return put(m.files)
	})
	if err != nil {
		return err
	}
	index, err := page.file()
	if err != nil {
		return err
	}
	return put([]File{index})
}

// checked lays out every drawing, those of the gallery too, and joins what must not be published.
func checked(ctx context.Context, sheets []*Sheet, formats []Format) error {
	var errs []error
	err := inOrder(ctx, sheets, func(s *Sheet) (error, error) {
		return joined([]error{s.Check(HTML), s.Check(formats...), s.check(social)}), nil
	}, func(fault error) error {
		errs = append(errs, fault)
		return nil
	})
	if err != nil {
		return err
	}
	return joined(errs)
}

var (
	web    = figures.Options{Preset: "web"}
	social = figures.Options{Preset: "social"}
)

// made is what a kit holds of one figure.
type made struct {
	files []File
	entry *entryView
}

// everything makes the files of a figure's folder and its part of the gallery. Drawings are let go after.
func (s *Sheet) everything(formats []Format) (made, error) {
	var m made
	seen := map[string]bool{}
	add := func(files ...File) {
		for _, f := range files {
			if !seen[f.Name] {
				seen[f.Name] = true
				f.Name = s.Figure.ID + "/" + f.Name
				m.files = append(m.files, f)
			}
		}
	}
	for _, drawing := range []struct {
		place  figures.Options
		format figures.Format
	}{{web, figures.SVG}, {web, figures.PDF}, {web, figures.PNG}, {social, figures.PNG}} {
		f, err := s.file(drawing.place, drawing.format)
		if err != nil {
			return m, err
		}
		add(f)
	}
	for _, format := range formats {
		files, err := s.Files(format)
		if err != nil {
			return m, err
		}
		add(files...)
	}
	add(s.CSV())
	add(s.Citation()...)
	entry, err := s.entry(formats)
	m.entry = entry
	clear(s.files)
	clear(s.drawn)
	return m, err
}

// inOrder makes something of each sheet, several at once, and hands the results on in the order of the
// sheets. No more of them wait at a time than there are workers.
func inOrder[T any](ctx context.Context, sheets []*Sheet, make1 func(*Sheet) (T, error), use func(T) error) error {
	type result struct {
		value T
		err   error
	}
	ctx, cancel := context.WithCancel(ctx)
	workers := min(len(sheets), runtime.GOMAXPROCS(0), 8)
	places := make(chan chan result, workers)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	wg.Go(func() {
		defer close(places)
		for _, s := range sheets {
			place := make(chan result, 1)
			select {
			case places <- place:
			case <-ctx.Done():
				return
			}
			wg.Go(func() {
				value, err := make1(s)
				place <- result{value, err}
			})
		}
	})
	for place := range places {
		r := <-place
		if r.err != nil {
			return r.err
		}
		if err := use(r.value); err != nil {
			return err
		}
	}
	return ctx.Err()
}
