package main

import (
	"runtime"
	"runtime/debug"
)

const (
	heapRoom    = 32 << 20  // how much the heap may grow between two collections, however little it holds
	firstHeap   = 4 << 20   // when Go collects for the first time at 100 percent
	ampleMemory = 512 << 20 // below this limit, memory is dearer than time
)

// makeRoom lets short work be done without collecting memory: by itself, Go collects at four megabytes, at
// eight and so on, which took a quarter of the time of a check. A heap that is large grows by its own size
// as ever. It does nothing where memory is short or where the user has said how it is to be collected.
func makeRoom(getenv func(string) string) {
	if getenv("GOGC") != "" || debug.SetMemoryLimit(-1) < ampleMemory {
		return
	}
	debug.SetGCPercent(growth(firstHeap))
	runtime.SetFinalizer(new([16]byte), afterCollection)
}

// afterCollection sets when the next collection is due, by what the last one has left, and waits for the
// next one: as a finalizer it is called once mark is found to be out of use.
func afterCollection(mark *[16]byte) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	debug.SetGCPercent(growth(m.HeapAlloc))
	runtime.SetFinalizer(mark, afterCollection)
}

// growth is by how much, in percent of itself, a heap that holds so many bytes may grow: by all of itself, or
// by heapRoom where that is more.
func growth(live uint64) int { return int(100 * max(live, heapRoom) / max(live, 1<<20)) }
