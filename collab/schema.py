"""OpenAPI with the socket's commands, events and notifications in its components: one generator types both doors."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from pydantic.json_schema import models_json_schema

from collab import wire

SOCKET = (*wire.COMMANDS, wire.RoomsOpened, wire.RoomEvents, wire.RoomSignal, wire.Bye, wire.Problem)
REF = "#/components/schemas/{model}"


def _event(data: type[wire.Data]) -> dict[str, Any]:
    return {
        "type": "object",
        "title": f"{data.__name__}Event",
        "required": ["seq", "at", "by", "kind", "data"],
        "properties": {
            "seq": {"type": "integer"},
            "at": {"type": "string", "format": "date-time"},
            "by": {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]},
            "kind": {"type": "string", "const": data.kind},
            "data": {"$ref": REF.format(model=data.__name__)},
        },
    }


def components() -> dict[str, Any]:
    """JSON schemas by name: what only the socket carries, and the union of all events as `AnyEvent`."""
    models = [(model, "serialization") for model in (*wire.EVENTS, *SOCKET)]
    _, schema = models_json_schema(models, ref_template=REF)  # type: ignore[arg-type]
    found: dict[str, Any] = schema["$defs"]
    found |= {f"{data.__name__}Event": _event(data) for data in wire.EVENTS}
    names = [f"{data.__name__}Event" for data in wire.EVENTS]
    found["AnyEvent"] = {
        "oneOf": [{"$ref": REF.format(model=name)} for name in names],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {data.kind: REF.format(model=f"{data.__name__}Event") for data in wire.EVENTS},
        },
    }
    return found


def with_events(api: NinjaAPI) -> None:
    """Let this API's schema carry `components()` too; a type that HTTP already names keeps the name."""
    plain = api.get_openapi_schema

    def get_openapi_schema(**how: Any) -> OpenAPISchema:
        schema = plain(**how)
        named = schema["components"].setdefault("schemas", {})
        for name, shape in components().items():
            named.setdefault(name, shape)
        return schema

    api.get_openapi_schema = get_openapi_schema  # type: ignore[method-assign]
