package main

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestGrowth(t *testing.T) {
	for _, tt := range []struct {
		live uint64
		want int
	}{
		{0, 3200}, {firstHeap, 800}, {8 << 20, 400}, {heapRoom, 100}, {300 << 20, 100}, {8 << 30, 100},
	} {
		if got := growth(tt.live); got != tt.want {
			t.Errorf("a heap of %d bytes may grow by %d %%, want %d", tt.live, got, tt.want)
		}
	}
}

// A heap that has grown large is collected as Go would by itself, and who sets GOGC or has little memory is
// left alone.
func TestMakeRoom(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(ampleMemory - 1))
	percent := func() int {
		p := debug.SetGCPercent(100)
		debug.SetGCPercent(p)
		return p
	}
	makeRoom(func(string) string { return "" })
	if got := percent(); got != 100 {
		t.Errorf("with little memory, the heap may grow by %d %%, want 100", got)
	}
	debug.SetMemoryLimit(math.MaxInt64)
	makeRoom(func(string) string { return "50" })
	if got := percent(); got != 100 {
		t.Errorf("with GOGC, the heap may grow by %d %%, want 100", got)
	}
	makeRoom(func(string) string { return "" })
	if got := percent(); got != 800 {
		t.Errorf("at first, the heap may grow by %d %%, want 800", got)
	}
	large := make([]byte, 4*heapRoom)
	for range 1000 { // the finalizer is called some time after the collection
		runtime.GC()
		if time.Sleep(time.Millisecond); percent() == 100 {
			break
		}
	}
	if got := percent(); got != 100 {
		t.Errorf("a large heap may grow by %d %%, want 100", got)
	}
	runtime.KeepAlive(large)
}
