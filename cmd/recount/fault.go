package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path"
	"runtime"
	"strings"
	"syscall"
)

// guard runs the work on one document. A panic in it is a fault of recount: it becomes one error that
// names the document and the place in the program, and the other documents go on.
func guard(name string, work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: a fault of recount, not of the file: %s (%s); the other files are not affected, please report it as SECURITY.md says", name, oneLine(fmt.Sprint(p)), faultPlace())
		}
	}()
	return work()
}

// interruptible returns a context that ends with Ctrl-C, or when the system asks the program to end. Whoever
// asks a second time gets it at once.
func interruptible(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(parent, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// guardAll runs a whole command. A panic that no document is to blame for is one error too.
func guardAll(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a fault of recount: %s (%s); no file was left half-written, please report it as SECURITY.md says", oneLine(fmt.Sprint(p)), faultPlace())
		}
	}()
	return work()
}

// faultPlace is where in recount a panic came from, "document.go:12" with its package, as far as the stack says.
func faultPlace() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	panicked := false
	for {
		f, more := frames.Next()
		if panicked && (strings.HasPrefix(f.Function, "recount/") || strings.HasPrefix(f.Function, "main.")) {
			pkg, _, _ := strings.Cut(path.Base(f.Function), ".")
			return fmt.Sprintf("%s/%s:%d", pkg, path.Base(f.File), f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "place unknown"
		}
	}
}
