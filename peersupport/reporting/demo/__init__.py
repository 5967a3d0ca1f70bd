"""The demo: fictional people whose history is played through the services with a moving clock."""
