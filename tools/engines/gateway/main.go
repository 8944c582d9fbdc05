// Command gateway speaks the MongoDB wire protocol on one TCP address and keeps the data in
// PostgreSQL with DocumentDB. It is FerretDB as a library: the released program cannot be fetched
// on machines that reach package registries only, while a Go module can be built anywhere.
package main

import (
	"context"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/v2/ferretdb"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()

	// From the environment, not from arguments: other users can read a process's arguments.
	telemetry := false
	gateway, err := ferretdb.New(&ferretdb.Config{
		PostgreSQLURL: os.Getenv("GATEWAY_POSTGRESQL_URL"),
		ListenAddr:    os.Getenv("GATEWAY_LISTEN"),
		StateDir:      os.Getenv("GATEWAY_STATE"),
		LogLevel:      slog.LevelWarn,
		LogOutput:     os.Stderr,
		Telemetry:     &telemetry,
	})
	if err != nil {
		log.Fatal(err)
	}
	gateway.Run(ctx)
}
