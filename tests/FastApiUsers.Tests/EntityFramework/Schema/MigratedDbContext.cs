using FastApiUsers.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FastApiUsers.Tests.EntityFramework.Schema;

/// <summary>A context with a migration and a snapshot as <c>dotnet ef migrations add</c> writes them for PostgreSQL.</summary>
public sealed class MigratedDbContext(DbContextOptions<MigratedDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseFastApiUsers<Citizen, Guid>();

        // The snapshot knows these two.
        foreach (var other in modelBuilder.Model.GetEntityTypes().Select(type => type.ClrType).Except([typeof(Citizen), typeof(AccessTokenRow<Citizen, Guid>)]).ToList())
            modelBuilder.Ignore(other);
    }

    [DbContext(typeof(MigratedDbContext))]
    [Migration("20261122000000_Users")]
    private sealed class Users : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "user",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    hashed_password = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    is_superuser = table.Column<bool>(type: "boolean", nullable: false),
                    is_verified = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table => table.PrimaryKey("PK_user", x => x.id));
            migrationBuilder.CreateTable(
                name: "accesstoken",
                columns: table => new
                {
                    token = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accesstoken", x => x.token);
                    table.ForeignKey("FK_accesstoken_user_user_id", x => x.user_id, "user", "id", onDelete: ReferentialAction.Cascade);
                });
            migrationBuilder.CreateIndex(name: "ix_accesstoken_created_at", table: "accesstoken", column: "created_at");
            migrationBuilder.CreateIndex(name: "ix_accesstoken_user_id", table: "accesstoken", column: "user_id");
            migrationBuilder.CreateIndex(name: "ix_user_email", table: "user", column: "email", unique: true);
            migrationBuilder.Sql("CREATE UNIQUE INDEX \"ix_user_email_lower\" ON \"user\" (lower(\"email\"))");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "accesstoken");
            migrationBuilder.DropTable(name: "user");
            migrationBuilder.Sql("DROP INDEX IF EXISTS \"ix_user_email_lower\"");
        }
    }

    [DbContext(typeof(MigratedDbContext))]
    private sealed class Snapshot : ModelSnapshot
    {
        protected override void BuildModel(ModelBuilder modelBuilder)
        {
            modelBuilder.HasAnnotation("ProductVersion", "10.0.14").HasAnnotation("Relational:MaxIdentifierLength", 63);
            modelBuilder.UseIdentityByDefaultColumns();
            modelBuilder.Entity(typeof(Citizen).FullName!, b =>
            {
                b.Property<Guid>("Id").ValueGeneratedOnAdd().HasColumnType("uuid").HasColumnName("id");
                b.Property<string>("Email").IsConcurrencyToken().IsRequired().HasMaxLength(320).HasColumnType("character varying(320)").HasColumnName("email");
                b.Property<string>("HashedPassword").IsConcurrencyToken().IsRequired().HasMaxLength(1024).HasColumnType("character varying(1024)").HasColumnName("hashed_password");
                b.Property<bool>("IsActive").IsConcurrencyToken().HasColumnType("boolean").HasColumnName("is_active");
                b.Property<bool>("IsSuperuser").IsConcurrencyToken().HasColumnType("boolean").HasColumnName("is_superuser");
                b.Property<bool>("IsVerified").IsConcurrencyToken().HasColumnType("boolean").HasColumnName("is_verified");
                b.HasKey("Id");
                b.HasIndex("Email").IsUnique().HasDatabaseName("ix_user_email");
                b.ToTable("user", (string?)null);
                b.HasAnnotation("FastApiUsers", true).HasAnnotation("FastApiUsers:EmailIndex", "ix_user_email_lower");
            });
            modelBuilder.Entity("FastApiUsers.EntityFrameworkCore.AccessTokenRow<FastApiUsers.Tests.EntityFramework.Schema.Citizen, System.Guid>", b =>
            {
                b.Property<string>("Token").HasMaxLength(43).HasColumnType("character varying(43)").HasColumnName("token");
                b.Property<DateTimeOffset>("CreatedAt").HasColumnType("timestamp with time zone").HasColumnName("created_at");
                b.Property<Guid>("UserId").HasColumnType("uuid").HasColumnName("user_id");
                b.HasKey("Token");
                b.HasIndex("CreatedAt").HasDatabaseName("ix_accesstoken_created_at");
                b.HasIndex("UserId").HasDatabaseName("ix_accesstoken_user_id");
                b.ToTable("accesstoken", (string?)null);
                b.HasAnnotation("FastApiUsers", true);
                b.HasOne(typeof(Citizen).FullName!, null).WithMany().HasForeignKey("UserId").OnDelete(DeleteBehavior.Cascade).IsRequired();
            });
        }
    }
}
