"""The line to Redis, which can be cut, or go silent: it takes connections and never answers."""

import socket
import threading
from contextlib import suppress

OPEN, CUT, SILENT = "open", "cut", "silent"


class Line:
    """Listens on this port of the machine and passes all bytes on to another one, unless told otherwise."""

    def __init__(self, port: int, *, to_port: int):
        self.port, self.to_port, self.how = port, to_port, OPEN
        self.lock, self.ends = threading.Lock(), set()
        self._listen()

    def be(self, how: str) -> None:
        """Cut refuses connections; silent takes them, and swallows what comes. All old ones are closed."""
        before, self.how = self.how, how
        if how == CUT:
            self._hang_up()
            self.listener.close()
        elif before == CUT:
            self._listen()
        if before == SILENT:
            self._hang_up()

    def close(self) -> None:
        self.how = CUT
        self._hang_up()
        self.listener.close()

    def _listen(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        self._keep(near)
        try:
            far = socket.create_connection(("127.0.0.1", self.to_port), timeout=2)
        except OSError:
            if self.how != SILENT:
                self._drop(near)
            return
        far.settimeout(None)
        self._keep(far)
        threading.Thread(target=self._pass_on, args=(far, near), daemon=True).start()
        self._pass_on(near, far)

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self.how == OPEN:
                    target.sendall(data)
        self._drop(source, target)

    def _keep(self, end: socket.socket) -> None:
        with self.lock:
            self.ends.add(end)

    def _drop(self, *ends: socket.socket) -> None:
        for end in ends:
            with self.lock:
                self.ends.discard(end)
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _hang_up(self) -> None:
        with self.lock:
            ends = list(self.ends)
        self._drop(*ends)
