"""Is the service up? For a load balancer, so it says nothing about anybody."""

from django.db import connection
from django.http import HttpResponse

from peersupport.core.views.bases import PUBLIC, Gate


class Health(Gate):
    permission = PUBLIC
    http_method_names = ["get", "head"]

    def get(self, request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return HttpResponse("ok", content_type="text/plain")
