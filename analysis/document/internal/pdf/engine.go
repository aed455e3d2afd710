// Package pdf takes the characters off the pages of a PDF, with their places and sizes. It runs PDFium
// as WebAssembly: a sandbox with bounded memory, no files and no network.
//
// Nothing happens before the first PDF is opened. Compiling the reader takes two to three seconds; the
// compiled code, and only that, is kept in a cache folder for the next run.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Config says how the reader runs.
type Config struct {
	Memory   int64  // bytes that one document may take
	CacheDir string // where compiled code is kept; "" for the user's cache folder, "off" for nowhere
}

// engines holds one compiled reader for each configuration. Documents run in instances of their own.
var engines struct {
	sync.Mutex
	pools map[Config]pdfium.Pool
}

// pool returns the compiled reader, and compiles it the first time.
func pool(c Config) (pdfium.Pool, error) {
	engines.Lock()
	defer engines.Unlock()
	if p := engines.pools[c]; p != nil {
		return p, nil
	}
	p, err := start(c, cache(c.CacheDir))
	if err != nil {
		// A damaged cache is no reason not to read.
		if p, err = start(c, nil); err != nil {
			return nil, fmt.Errorf("starting the PDF reader: %w", err)
		}
	}
	if engines.pools == nil {
		engines.pools = map[Config]pdfium.Pool{}
	}
	engines.pools[c] = p
	return p, nil
}

func start(c Config, cache wazero.CompilationCache) (pdfium.Pool, error) {
	const page = 64 << 10
	pages := min(max(c.Memory/page, 512), 1<<16)
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(uint32(pages)).WithCloseOnContextDone(true)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	return webassembly.Init(webassembly.Config{
		Context:       context.Background(),
		MaxTotal:      4 * runtime.GOMAXPROCS(0),
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // no folder at all
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// cache opens the folder for compiled code; nil where there is none or it cannot be written.
func cache(dir string) wazero.CompilationCache {
	if dir == "" {
		dir = os.Getenv("RECOUNT_CACHE")
	}
	if dir == "off" {
		return nil
	}
	if dir == "" {
		home, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(home, "recount")
	}
	c, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return c
}

// An instance is one running copy of the reader. Its functions are called directly: the library's own
// calls look the function up and allocate each time, which costs several times the work itself.
type instance struct {
	ctx     context.Context
	module  api.Module
	close   func() error
	funcs   map[string]api.Function
	stack   [8]uint64
	scratch uint32 // memory for results
}

// The scratch memory holds numbers at its start and the name of a font behind them.
const (
	scratchSize = 256
	nameAt      = 64
)

func newInstance(ctx context.Context, c Config) (*instance, error) {
	p, err := pool(c)
	if err != nil {
		return nil, err
	}
	got, err := p.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("starting the PDF reader: %w", err)
	}
	in := &instance{ctx: ctx, close: got.Close, funcs: map[string]api.Function{}}
	impl := reflect.Indirect(reflect.ValueOf(got.GetImplementation()))
	if impl.Kind() == reflect.Struct {
		if f := impl.FieldByName("Module"); f.IsValid() && f.CanInterface() {
			in.module, _ = f.Interface().(api.Module)
		}
	}
	if in.module == nil {
		in.close()
		return nil, errors.New("the PDF reader offers no module")
	}
	scratch, err := in.call("malloc", scratchSize)
	if err == nil && scratch == 0 {
		err = errMemory
	}
	if err != nil {
		in.close()
		return nil, err
	}
	in.scratch = uint32(scratch)
	return in, nil
}

var errMemory = errors.New("the PDF needs more memory than is allowed")

// call calls a function of PDFium. A function that has no result returns 0.
func (in *instance) call(name string, args ...uint64) (uint64, error) {
	f := in.funcs[name]
	if f == nil {
		if f = in.module.ExportedFunction(name); f == nil {
			return 0, fmt.Errorf("the PDF reader has no %s", name)
		}
		in.funcs[name] = f
	}
	copy(in.stack[:], args)
	if err := f.CallWithStack(in.ctx, in.stack[:max(len(args), 1)]); err != nil {
		if cause := in.ctx.Err(); cause != nil {
			return 0, fmt.Errorf("reading took too long: %w", cause)
		}
		return 0, errors.New("the PDF is damaged or needs more memory than is allowed")
	}
	return in.stack[0], nil
}
